package org.maillage.web;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import org.apache.catalina.connector.Request;
import org.apache.catalina.connector.Response;
import org.apache.catalina.valves.ErrorReportValve;

/**
 * The answer to what Tomcat refuses before any code of ours is asked: a malformed request line, a forbidden character.
 * It says no more than that, in both languages since nothing of the visitor was read, under the same headers.
 */
public final class ContainerErrors extends ErrorReportValve {
    @Override
    protected void report(Request request, Response response, Throwable throwable) {
        int status = response.getStatus();
        // Below 400 nothing failed; a body that began, or an answer that was made, is left alone.
        if (status < 400 || response.getContentWritten() > 0 || !response.setErrorReported()) return;
        byte[] page = """
                <!doctype html>
                <html lang="fr"><head><meta charset="utf-8"><meta name="viewport" content="width=device-width, initial-scale=1"><title>%1$d</title></head>
                <body><main><h1>%1$d</h1>
                <p>Le site n’a pas compris cette demande. <a href="/">Revenir à l’accueil</a></p>
                <p lang="en">The site did not understand this request. <a href="/">Back to the home page</a></p>
                </main></body></html>
                """.formatted(status).getBytes(StandardCharsets.UTF_8);
        response.setContentType("text/html;charset=UTF-8");
        SecurityHeaders.complete(response);
        response.setContentLength(page.length);
        try {
            response.getOutputStream().write(page);
            response.finishResponse();
        } catch (IOException | IllegalStateException e) {
            // The client is gone, or a writer was taken: nothing left to say to them.
        }
    }
}
