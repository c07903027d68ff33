package org.maillage.files;

import jakarta.servlet.http.HttpServletRequest;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.Base64;
import java.util.Locale;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.maillage.kernel.Member;
import org.maillage.kernel.NotFound;
import org.maillage.kernel.Refused;
import org.maillage.kernel.Role;
import org.maillage.web.Languages;
import org.maillage.web.OpenTo;
import org.springframework.http.CacheControl;
import org.springframework.http.MediaType;
import org.springframework.http.ResponseEntity;
import org.springframework.security.core.annotation.AuthenticationPrincipal;
import org.springframework.stereotype.Controller;
import org.springframework.web.bind.annotation.DeleteMapping;
import org.springframework.web.bind.annotation.ExceptionHandler;
import org.springframework.web.bind.annotation.PatchMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestHeader;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RequestMethod;
import org.springframework.web.servlet.support.RequestContextUtils;

/**
 * Uploads by the tus protocol, version 1.0.0: core, creation, expiration and termination. What it does not say, because
 * a person must read it, is the body of a 422: a sentence in their language.
 *
 * @see <a href="https://tus.io/protocols/resumable-upload">tus 1.0.0</a>
 */
@Controller
@OpenTo({Role.OFFICER, Role.FACILITATOR})
@RequestMapping("/espace/depots")
class UploadController {
    /** Longest piece: what one request may hold in memory. */
    static final int MOST_PIECE = 4 << 20;

    private static final String VERSION = "1.0.0";
    private static final String PIECE = "application/offset+octet-stream";
    private final Uploads uploads;
    private final Languages languages;

    UploadController(Uploads uploads, Languages languages) {
        this.uploads = uploads;
        this.languages = languages;
    }

    @PostMapping
    ResponseEntity<String> create(
            @RequestHeader("Upload-Length") long length,
            @RequestHeader("Upload-Metadata") String metadata,
            @RequestHeader(value = "Tus-Resumable", defaultValue = VERSION) String version,
            @AuthenticationPrincipal Member member) {
        if (!version.equals(VERSION)) return otherVersion();
        String name = name(metadata);
        if (name == null) return ResponseEntity.badRequest().build();
        Upload upload = uploads.begin(name, length, member);
        return at(upload, ResponseEntity.status(201).header("Location", "/espace/depots/" + upload.id()));
    }

    @RequestMapping(path = "/{id}", method = RequestMethod.HEAD)
    ResponseEntity<String> where(@PathVariable UUID id, @AuthenticationPrincipal Member member) {
        return at(uploads.find(id, member), ResponseEntity.ok());
    }

    /** 409 when the piece does not begin where the upload ends: {@code Upload-Offset} then says where that is. */
    @PatchMapping("/{id}")
    ResponseEntity<String> append(
            @PathVariable UUID id,
            @RequestHeader("Upload-Offset") long offset,
            @RequestHeader(value = "Tus-Resumable", defaultValue = VERSION) String version,
            @AuthenticationPrincipal Member member,
            HttpServletRequest request)
            throws IOException {
        if (!version.equals(VERSION)) return otherVersion();
        if (!PIECE.equals(request.getContentType()))
            return ResponseEntity.status(415).build();
        Upload before = uploads.find(id, member);
        if (before.received() != offset) return at(before, ResponseEntity.status(409));
        byte[] piece = request.getInputStream().readNBytes(MOST_PIECE + 1);
        if (piece.length > MOST_PIECE) return at(before, ResponseEntity.status(413));
        Upload after = uploads.append(id, offset, piece, member);
        boolean added = after.received() == offset + piece.length;
        return at(after, ResponseEntity.status(added ? 204 : 409));
    }

    @DeleteMapping("/{id}")
    ResponseEntity<Void> abandon(@PathVariable UUID id, @AuthenticationPrincipal Member member) {
        uploads.find(id, member);
        uploads.abandon(id, member);
        return ResponseEntity.noContent().header("Tus-Resumable", VERSION).build();
    }

    @ExceptionHandler
    ResponseEntity<String> refused(Refused e, HttpServletRequest request) {
        Locale locale = RequestContextUtils.getLocale(request);
        return ResponseEntity.status(422)
                .header("Tus-Resumable", VERSION)
                .cacheControl(CacheControl.noStore())
                .contentType(new MediaType(MediaType.TEXT_PLAIN, StandardCharsets.UTF_8))
                .body(languages.in(locale).localize(e.violations().getFirst()));
    }

    @ExceptionHandler
    ResponseEntity<Void> gone(NotFound e) {
        return ResponseEntity.notFound().header("Tus-Resumable", VERSION).build();
    }

    private static ResponseEntity<String> at(Upload upload, ResponseEntity.BodyBuilder answer) {
        return answer.header("Tus-Resumable", VERSION)
                .header("Upload-Offset", Long.toString(upload.received()))
                .header("Upload-Length", Long.toString(upload.size()))
                .header("Upload-Kept", Boolean.toString(upload.kept())) // ours: whole, checked, waiting for its form
                .cacheControl(CacheControl.noStore())
                .build();
    }

    private static ResponseEntity<String> otherVersion() {
        return ResponseEntity.status(412).header("Tus-Version", VERSION).build();
    }

    /** {@code filename} of {@code Upload-Metadata}: pairs of a key and a value in base 64, with commas between. */
    private static @Nullable String name(String metadata) {
        for (String pair : metadata.split(",", -1)) {
            String[] parts = pair.strip().split(" ", 2);
            if (!parts[0].equals("filename") || parts.length < 2) continue;
            try {
                return new String(Base64.getDecoder().decode(parts[1].strip()), StandardCharsets.UTF_8);
            } catch (IllegalArgumentException e) {
                return null;
            }
        }
        return null;
    }
}
