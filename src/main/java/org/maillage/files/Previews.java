package org.maillage.files;

import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import org.maillage.kernel.NotFound;
import org.springframework.http.HttpHeaders;
import org.springframework.http.MediaType;
import org.springframework.stereotype.Component;
import org.springframework.web.context.request.ServletWebRequest;

/** Hands out the picture of a file's first page, which the platform drew itself: none of the sender's bytes are in it. */
@Component
public class Previews {
    private final Readings readings;

    Previews(Readings readings) {
        this.readings = readings;
    }

    /**
     * Answers with the picture, or with 304 to who has it already. The caller has checked who may read the file.
     *
     * @throws NotFound when there is none, or not yet
     */
    public void send(StoredFile file, HttpServletRequest request, HttpServletResponse response) throws IOException {
        response.setHeader(HttpHeaders.CACHE_CONTROL, "private, no-cache");
        response.setHeader("X-Content-Type-Options", "nosniff");
        response.setHeader("Content-Security-Policy", "default-src 'none'; frame-ancestors 'none'; sandbox");
        byte[] picture = readings.preview(file).orElseThrow(() -> new NotFound("preview"));
        if (new ServletWebRequest(request, response).checkNotModified("\"p-" + file.digest() + '"')) return;
        response.setContentType(MediaType.IMAGE_JPEG_VALUE);
        response.setContentLength(picture.length);
        response.setHeader(HttpHeaders.CONTENT_DISPOSITION, "inline");
        if (!"HEAD".equals(request.getMethod())) response.getOutputStream().write(picture);
    }
}
