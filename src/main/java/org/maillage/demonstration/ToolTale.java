package org.maillage.demonstration;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.List;
import java.util.Objects;
import java.util.stream.Stream;
import org.springframework.core.io.Resource;
import org.springframework.core.io.support.PathMatchingResourcePatternResolver;

/**
 * One fictional tool as its file tells it: {@code demonstration/tools/*.md}, lines of {@code key: value}, then the text,
 * then further texts after lines {@code === days | dla | note}.
 *
 * @param name of the file, without its ending
 * @param head key and value, in their order; a key may come several times
 * @param texts the first version's, then each later one's; never empty
 */
record ToolTale(String name, List<Line> head, List<Text> texts) {

    record Line(String key, String value) {
        /** The value's parts, parted by bars. */
        List<String> parts() {
            return Arrays.stream(value.split("\\|", -1)).map(String::strip).toList();
        }
    }

    /** @param days before now */
    record Text(int days, String dla, String note, String text) {}

    /** All of them, in the order of their names: a common tool before its variants. */
    static List<ToolTale> all() {
        try {
            Resource[] files =
                    new PathMatchingResourcePatternResolver().getResources("classpath:demonstration/tools/*.md");
            return Stream.of(files)
                    .sorted(Comparator.comparing(Resource::getFilename))
                    .map(file -> of(Objects.requireNonNull(file.getFilename()).replace(".md", ""), read(file)))
                    .toList();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** The table beside the tales under this name. */
    static String table(String name) {
        return read(new org.springframework.core.io.ClassPathResource("demonstration/tools/" + name + ".tsv"));
    }

    private static String read(Resource file) {
        try (InputStream in = file.getInputStream()) {
            return new String(in.readAllBytes(), StandardCharsets.UTF_8);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    static ToolTale of(String name, String file) {
        int end = file.indexOf("\n---\n");
        var head = file.substring(0, end)
                .lines()
                .map(line -> new Line(
                        line.substring(0, line.indexOf(':')),
                        line.substring(line.indexOf(':') + 1).strip()))
                .toList();
        var texts = new ArrayList<Text>();
        Line first =
                head.stream().filter(l -> l.key().equals("change")).findFirst().orElseThrow();
        String[] blocks = file.substring(end + 5).split("(?m)^=== ");
        texts.add(text(first.value(), blocks[0]));
        for (int i = 1; i < blocks.length; i++) {
            int line = blocks[i].indexOf('\n');
            texts.add(text(blocks[i].substring(0, line), blocks[i].substring(line + 1)));
        }
        return new ToolTale(name, head, List.copyOf(texts));
    }

    private static Text text(String said, String text) {
        List<String> parts = new Line("", said).parts();
        return new Text(Integer.parseInt(parts.getFirst()), parts.get(1), parts.get(2), text.strip());
    }

    String get(String key, String otherwise) {
        return lines(key).stream().map(Line::value).findFirst().orElse(otherwise);
    }

    List<Line> lines(String key) {
        return head.stream().filter(l -> l.key().equals(key)).toList();
    }

    /** A list of words with commas between them. */
    List<String> words(String key) {
        String value = get(key, "");
        return value.isEmpty() ? List.of() : List.of(value.split(", *"));
    }
}
