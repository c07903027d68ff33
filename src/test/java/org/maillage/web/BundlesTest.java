package org.maillage.web;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.InputStreamReader;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.text.MessageFormat;
import java.util.Map;
import java.util.Objects;
import java.util.Properties;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;
import org.springframework.core.io.Resource;
import org.springframework.core.io.support.PathMatchingResourcePatternResolver;

/** French and English say the same things, and say them rightly. */
class BundlesTest {
    private static final Pattern LITERAL_KEY = Pattern.compile("localize\\(\"([A-Za-z0-9_.]+[A-Za-z0-9_])\"");

    private final Map<String, Properties> french = bundles("_fr");
    private final Map<String, Properties> english = bundles("_en");

    @Test
    void both_languages_have_the_same_keys() {
        assertThat(french).isNotEmpty();
        assertThat(keys(english)).isEqualTo(keys(french));
    }

    @Test
    void no_key_is_given_twice() {
        var seen = new TreeMap<String, String>();
        french.forEach((name, texts) -> texts.stringPropertyNames()
                .forEach(key -> assertThat(seen.put(key, name)).as(key).isNull()));
    }

    @Test
    void no_value_holds_an_apostrophe_that_the_format_would_eat() {
        each((where, text) -> assertThat(text).as(where).doesNotContain("'").isNotBlank());
    }

    @Test
    void every_value_is_a_format() {
        each((where, text) -> assertThat(new MessageFormat(text)).as(where).isNotNull());
    }

    @Test
    void every_key_that_a_template_names_exists() throws IOException {
        var known = new TreeSet<String>();
        french.values().forEach(texts -> known.addAll(texts.stringPropertyNames()));
        var used = new TreeSet<String>();
        try (var templates = Files.walk(Path.of("src/main/jte"))) {
            for (Path template : templates.filter(Files::isRegularFile).toList()) {
                var keys = LITERAL_KEY.matcher(Files.readString(template));
                while (keys.find()) used.add(keys.group(1));
            }
        }
        assertThat(used).hasSizeGreaterThan(20);
        used.removeIf(key -> known.stream().anyMatch(k -> k.equals(key)));
        assertThat(used).as("keys without a text").isEmpty();
    }

    private static Map<String, Set<String>> keys(Map<String, Properties> bundles) {
        var keys = new TreeMap<String, Set<String>>();
        bundles.forEach((name, texts) -> keys.put(name, new TreeSet<>(texts.stringPropertyNames())));
        return keys;
    }

    private interface Check {
        void accept(String where, String text);
    }

    private void each(Check check) {
        french.forEach((name, texts) -> texts.forEach((k, text) -> check.accept(name + "_fr " + k, text.toString())));
        english.forEach((name, texts) -> texts.forEach((k, text) -> check.accept(name + "_en " + k, text.toString())));
    }

    private static Map<String, Properties> bundles(String language) {
        var bundles = new TreeMap<String, Properties>();
        try {
            for (Resource file : new PathMatchingResourcePatternResolver()
                    .getResources("classpath*:i18n/*" + language + ".properties")) {
                var texts = new Properties();
                try (var reader = new InputStreamReader(file.getInputStream(), StandardCharsets.UTF_8)) {
                    texts.load(reader);
                }
                bundles.put(Objects.requireNonNull(file.getFilename()).replace(language + ".properties", ""), texts);
            }
        } catch (IOException e) {
            throw new IllegalStateException(e);
        }
        return bundles;
    }
}
