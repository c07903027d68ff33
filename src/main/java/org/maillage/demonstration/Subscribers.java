package org.maillage.demonstration;

import java.sql.Timestamp;
import java.text.Normalizer;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Locale;
import java.util.Random;
import java.util.UUID;
import org.maillage.alerts.SubscriptionLinks;
import org.maillage.platform.Demonstration;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;

/** Two hundred fictional consultants who subscribed to calls, each with choices of their own, all at {@code example.org}. */
@Component
@Demonstration
class Subscribers {
    private static final int HOW_MANY = 200;
    private static final List<String> FIRST_NAMES = List.of(
            "Adèle",
            "Aïcha",
            "Alban",
            "Anouk",
            "Baptiste",
            "Brigitte",
            "Célestin",
            "Chloé",
            "Damien",
            "Djamila",
            "Élodie",
            "Fabrice",
            "Fanny",
            "Gaspard",
            "Hakim",
            "Irène",
            "Joël",
            "Karima",
            "Léonie",
            "Lucien",
            "Maëlle",
            "Nora",
            "Octave",
            "Paola",
            "Quentin",
            "Rosalie",
            "Samir",
            "Solène",
            "Thibault",
            "Violette");
    private static final List<String> LAST_NAMES = List.of(
            "Aubrivet",
            "Bellefontaine",
            "Carmagnac",
            "Delorvaux",
            "Estrebel",
            "Fauvarque",
            "Grandclerc",
            "Hautebert",
            "Isambourg",
            "Jolivaux",
            "Kervadec",
            "Lambrissart",
            "Montigaud",
            "Noirefontaine",
            "Orgevault",
            "Percheval",
            "Quillebert",
            "Rocheval",
            "Sauvegrain",
            "Tournebelle",
            "Urvois",
            "Valmorel",
            "Wattebois",
            "Yverneau");
    private static final List<String> DEPARTMENTS = List.of("08", "10", "51", "52");
    private static final List<String> DOMAINS = List.of(
            "STRATEGY",
            "ECONOMIC_MODEL",
            "FINANCE",
            "HUMAN_RESOURCES",
            "ORGANISATION",
            "GOVERNANCE",
            "COMMUNICATION",
            "DIGITAL",
            "PARTNERSHIPS",
            "LEGAL",
            "IMPACT",
            "SECTOR");

    private final JdbcClient db;
    private final SubscriptionLinks links;
    private final Clock clock;

    Subscribers(JdbcClient db, SubscriptionLinks links, Clock clock) {
        this.db = db;
        this.links = links;
        this.clock = clock;
    }

    void write() {
        var random = new Random(2009);
        var names = new ArrayList<String>();
        for (String first : FIRST_NAMES) for (String last : LAST_NAMES) names.add(first + "." + last);
        Collections.shuffle(names, random);
        for (String name : names.subList(0, HOW_MANY)) {
            UUID id = UUID.nameUUIDFromBytes(name.getBytes(java.nio.charset.StandardCharsets.UTF_8));
            Instant since = clock.instant().minus(Duration.ofHours(random.nextInt(900 * 24)));
            db.sql("""
                    insert into subscription (id, email, departments, domains, kinds, rhythm, language, token, created_at, changed_at)
                    values (:id, :email, :departments, :domains, :kinds, :rhythm, :language, :token, :since, :since)
                        on conflict do nothing""")
                    .param("id", id)
                    .param("email", plain(name) + "@example.org")
                    .param("departments", some(DEPARTMENTS, 55, 2, random))
                    .param("domains", some(DOMAINS, 60, 4, random))
                    .param("kinds", some(List.of("INDIVIDUAL", "COLLECTIVE"), 15, 1, random))
                    .param("rhythm", rhythm(random.nextInt(100)))
                    .param("language", random.nextInt(100) < 4 ? "en" : "fr")
                    .param("token", links.token(id))
                    .param("since", Timestamp.from(since))
                    .update();
        }
    }

    private static String rhythm(int dice) {
        return dice < 62 ? "AT_ONCE" : dice < 88 ? "DAILY" : "WEEKLY";
    }

    /** Up to {@code most} of them for {@code percent} of the people; none, which means all, for the others. */
    private static String[] some(List<String> all, int percent, int most, Random random) {
        if (random.nextInt(100) >= percent) return new String[0];
        var shuffled = new ArrayList<>(all);
        Collections.shuffle(shuffled, random);
        return shuffled.subList(0, 1 + random.nextInt(most)).stream().sorted().toArray(String[]::new);
    }

    private static String plain(String name) {
        return Normalizer.normalize(name, Normalizer.Form.NFD)
                .replaceAll("\\p{M}", "")
                .toLowerCase(Locale.ROOT);
    }
}
