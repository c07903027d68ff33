package org.maillage.files;

import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import org.springframework.http.ContentDisposition;
import org.springframework.http.HttpHeaders;
import org.springframework.stereotype.Component;
import org.springframework.web.context.request.ServletWebRequest;

/** Hands a file out so that no browser ever runs any of it on our address: saved, never shown as a page. */
@Component
public class Downloads {
    private final Files files;

    Downloads(Files files) {
        this.files = files;
    }

    /** Answers with the file, or with 304 to who has it already. The caller has checked who may read it. */
    public void send(StoredFile file, HttpServletRequest request, HttpServletResponse response) throws IOException {
        response.setHeader(HttpHeaders.CACHE_CONTROL, "no-cache");
        response.setHeader("X-Content-Type-Options", "nosniff");
        response.setHeader("Content-Security-Policy", "default-src 'none'; frame-ancestors 'none'; sandbox");
        if (new ServletWebRequest(request, response).checkNotModified('"' + file.digest() + '"')) return;
        response.setContentType(file.type().contentType());
        response.setContentLengthLong(file.size());
        response.setHeader(
                HttpHeaders.CONTENT_DISPOSITION,
                ContentDisposition.attachment()
                        .filename(file.name(), StandardCharsets.UTF_8)
                        .build()
                        .toString());
        if (!"HEAD".equals(request.getMethod())) files.write(file, response.getOutputStream());
    }
}
