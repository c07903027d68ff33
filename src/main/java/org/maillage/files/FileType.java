package org.maillage.files;

import java.util.Arrays;
import java.util.List;
import java.util.Optional;

/** What may be attached: documents, tables, slides, pictures and plain text; nothing that runs. */
public enum FileType {
    PDF("application/pdf", "pdf"),
    ODT("application/vnd.oasis.opendocument.text", "odt"),
    ODS("application/vnd.oasis.opendocument.spreadsheet", "ods"),
    ODP("application/vnd.oasis.opendocument.presentation", "odp"),
    DOCX("application/vnd.openxmlformats-officedocument.wordprocessingml.document", "docx"),
    XLSX("application/vnd.openxmlformats-officedocument.spreadsheetml.sheet", "xlsx"),
    PPTX("application/vnd.openxmlformats-officedocument.presentationml.presentation", "pptx"),
    JPEG("image/jpeg", "jpg", "jpeg"),
    PNG("image/png", "png"),
    TEXT("text/plain", "txt", "md"),
    CSV("text/csv", "csv");

    /** For {@code accept} on a field that takes files. */
    public static final String ACCEPT = ".pdf,.odt,.ods,.odp,.docx,.xlsx,.pptx,.jpg,.jpeg,.png,.txt,.md,.csv";

    private final String mediaType;
    private final List<String> extensions;

    FileType(String mediaType, String... extensions) {
        this.mediaType = mediaType;
        this.extensions = List.of(extensions);
    }

    public String mediaType() {
        return mediaType;
    }

    /** The header {@code Content-Type}; texts are shown as UTF-8, which nearly all are. */
    String contentType() {
        return mediaType.startsWith("text/") ? mediaType + ";charset=utf-8" : mediaType;
    }

    /** How names of this type end, without the dot. */
    String extension() {
        return extensions.getFirst();
    }

    /** Whether a document of this type can hold what runs, swells or hides: it is then looked into before it is kept. */
    boolean mayHide() {
        return switch (this) {
            case PDF, ODT, ODS, ODP, DOCX, XLSX, PPTX -> true;
            case JPEG, PNG, TEXT, CSV -> false;
        };
    }

    /** Whether there can be words in it. */
    public boolean hasText() {
        return this != JPEG && this != PNG;
    }

    /** Whether a picture of its first page can be made. */
    public boolean hasPreview() {
        return this == PDF || this == JPEG || this == PNG;
    }

    boolean endsAs(String extension) {
        return extensions.contains(extension);
    }

    static Optional<FileType> ofMediaType(String mediaType) {
        return Arrays.stream(values())
                .filter(t -> t.mediaType.equals(mediaType))
                .findFirst();
    }
}
