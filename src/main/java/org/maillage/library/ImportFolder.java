package org.maillage.library;

import java.io.IOException;
import java.nio.file.FileVisitResult;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.SimpleFileVisitor;
import java.nio.file.attribute.BasicFileAttributes;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Set;

/** A folder to import, walked in the order of its names; links are not followed, what machines leave behind is passed over. */
record ImportFolder(Path root) {
    private static final Set<String> LEFT_BEHIND = Set.of("thumbs.db", "desktop.ini", "icon\r");

    /** What is met on the way. */
    interface Met {
        /** @param place within the folder, its parts in order */
        void file(Path file, List<String> place, long size) throws IOException;

        /** A link, a device, or something that this account may not read. */
        void other(List<String> place) throws IOException;
    }

    void walk(Met met) throws IOException {
        Files.walkFileTree(root, new SimpleFileVisitor<>() {
            @Override
            public FileVisitResult preVisitDirectory(Path folder, BasicFileAttributes attributes) {
                return !folder.equals(root) && leftBehind(folder)
                        ? FileVisitResult.SKIP_SUBTREE
                        : FileVisitResult.CONTINUE;
            }

            @Override
            public FileVisitResult visitFile(Path file, BasicFileAttributes attributes) throws IOException {
                if (leftBehind(file)) return FileVisitResult.CONTINUE;
                if (attributes.isRegularFile()) met.file(file, place(file), attributes.size());
                else met.other(place(file));
                return FileVisitResult.CONTINUE;
            }

            @Override
            public FileVisitResult visitFileFailed(Path file, IOException e) throws IOException {
                met.other(place(file));
                return FileVisitResult.CONTINUE;
            }
        });
    }

    /** Hidden files and folders, Windows' and macOS's own, locks that an open document leaves beside it. */
    private static boolean leftBehind(Path path) {
        String name = path.getFileName().toString();
        return name.startsWith(".") || name.startsWith("~$") || LEFT_BEHIND.contains(name.toLowerCase(Locale.ROOT));
    }

    private List<String> place(Path file) {
        var place = new ArrayList<String>();
        for (Path part : root.relativize(file)) place.add(part.toString());
        return place;
    }
}
