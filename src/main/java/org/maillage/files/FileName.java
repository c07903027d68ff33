package org.maillage.files;

import java.text.Normalizer;
import java.util.Locale;
import java.util.Set;

/** Names that people's machines gave, made safe to store, to show and to save anywhere. */
final class FileName {
    private static final int LONGEST_STEM = 90;
    // Windows opens a device for these, whatever follows the dot.
    private static final Set<String> RESERVED = Set.of(
            "con", "prn", "aux", "nul", "com1", "com2", "com3", "com4", "com5", "com6", "com7", "com8", "com9", "lpt1",
            "lpt2", "lpt3", "lpt4", "lpt5", "lpt6", "lpt7", "lpt8", "lpt9");
    /** Endings that make a machine run something: a name never keeps one, not even in its middle's end. */
    private static final Set<String> KNOWN_OTHERS = Set.of(
            "exe", "com", "bat", "cmd", "msi", "scr", "js", "vbs", "ps1", "sh", "jar", "html", "htm", "svg", "xml",
            "docm", "xlsm", "pptm", "doc", "xls", "ppt", "zip", "rar", "7z", "gif", "webp", "rtf", "apk", "lnk", "hta");

    private FileName() {}

    /** The ending of a typed name in lower case, without dot; empty when it has none. */
    static String extension(String typed) {
        String name = clean(typed);
        int dot = name.lastIndexOf('.');
        return dot < 1 || name.length() - dot > 8 ? "" : name.substring(dot + 1).toLowerCase(Locale.ROOT);
    }

    /** {@code typed} made safe to show in a sentence, whatever the file turns out to be. */
    static String shown(String typed) {
        return safe(typed, FileType.TEXT).replaceFirst("\\.txt$", "");
    }

    /** Whether {@code typed} says by its ending that it is something else than {@code type}. */
    static boolean lies(String typed, FileType type) {
        String extension = extension(typed);
        if (extension.isEmpty() || type.endsAs(extension)) return false;
        boolean other = KNOWN_OTHERS.contains(extension);
        for (FileType t : FileType.values()) other |= t.endsAs(extension);
        return other;
    }

    /** {@code typed} without path, control, format and direction characters, reserved names; ending as {@code type} does. */
    static String safe(String typed, FileType type) {
        String name = clean(typed);
        String extension = extension(typed);
        boolean fits = type.endsAs(extension);
        String stem = fits ? name.substring(0, name.length() - extension.length() - 1) : name;
        stem = stem.replaceAll("[. ]+$", "");
        if (stem.isEmpty()) stem = "document";
        String first = stem.contains(".") ? stem.substring(0, stem.indexOf('.')) : stem;
        if (RESERVED.contains(first.strip().toLowerCase(Locale.ROOT))) stem = "_" + stem;
        if (stem.codePointCount(0, stem.length()) > LONGEST_STEM)
            stem = stem.substring(0, stem.offsetByCodePoints(0, LONGEST_STEM)).strip();
        return stem + "." + (fits ? extension : type.extension());
    }

    private static String clean(String typed) {
        String name = typed.substring(Math.max(typed.lastIndexOf('/'), typed.lastIndexOf('\\')) + 1);
        var kept = new StringBuilder();
        Normalizer.normalize(name, Normalizer.Form.NFC).codePoints().forEach(c -> {
            switch (Character.getType(c)) {
                // Format characters turn the reading direction or hide: « facture<RLO>fdp.exe ».
                case Character.CONTROL,
                        Character.FORMAT,
                        Character.SURROGATE,
                        Character.PRIVATE_USE,
                        Character.UNASSIGNED,
                        Character.LINE_SEPARATOR,
                        Character.PARAGRAPH_SEPARATOR -> {}
                case Character.SPACE_SEPARATOR -> kept.append(' ');
                default -> kept.appendCodePoint("<>:\"|?*%;".indexOf(c) >= 0 ? '-' : c);
            }
        });
        return kept.toString().replaceAll(" {2,}", " ").replaceAll("^[. ]+|[. ]+$", "");
    }
}
