package org.maillage.demonstration;

import java.math.BigDecimal;
import java.nio.charset.StandardCharsets;
import java.time.DayOfWeek;
import java.time.Instant;
import java.time.LocalDate;
import java.time.LocalTime;
import java.util.ArrayList;
import java.util.Collections;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.maillage.demonstration.Story.Criterion;
import org.maillage.demonstration.Story.Exchange;
import org.maillage.platform.Paris;

/**
 * Lays the cases of the themes out over the last three years, up to calls that are open today. The same day gives the
 * same stories: what is random is only varied, never surprising.
 */
final class Stories {
    private static final int OPEN = 26;
    private static final int TO_CONCLUDE = 5;
    private static final int DRAFTS = 7;
    private static final Map<String, String> DLAS =
            Map.of("08", "ardennes", "10", "aube", "51", "marne", "52", "haute-marne");
    private static final List<String> HOW_TO_ANSWER = List.of(
            "Adressez votre proposition en un seul fichier PDF (**dix pages au plus**, hors annexes) au contact indiqué, avant la date limite. Un accusé de réception vous sera envoyé sous deux jours ouvrés.",
            "La proposition comprendra :\n\n- votre compréhension du besoin ;\n- le déroulé des journées et le calendrier ;\n- les personnes qui interviendront ;\n- le prix, tout compris, frais de déplacement inclus.",
            "Répondez par courriel au contact de cet appel. Présentez la méthode, deux références proches et un devis daté. Les candidats retenus pour un entretien seront prévenus dans la semaine qui suit la clôture.",
            "Une note de **six pages**, un devis détaillé et les références des intervenants suffisent. Les groupements sont les bienvenus s’ils désignent une personne référente.");
    private static final List<String> PROVIDERS = List.of(
            "Cabinet Les Trois Rives",
            "Atelier Méridienne",
            "Coopérative Passerelle Conseil",
            "Orme & Associés",
            "Sillage Accompagnement",
            "La Fabrique des Projets",
            "Cap Utile Conseil",
            "Traverse, conseil associatif",
            "Bureau d’études Hémisphère",
            "Agora Développement",
            "Cabinet Fontaine-Basse",
            "Pluriel Coopératif",
            "Le Comptoir des Compétences",
            "Terre d’Appui",
            "Alizé Organisation",
            "Cabinet du Grand Cerf",
            "Volubilis Conseil",
            "Collectif Charpente",
            "Boussole et Compas",
            "Interlignes, étude et formation");
    private static final List<String> CANCELLED = List.of(
            "La structure a obtenu entre-temps l’appui de son réseau national ; le besoin n’existe plus sous cette forme.",
            "Le départ de la direction conduit à reprendre le diagnostic avant toute mission.",
            "Le financement complémentaire attendu n’a pas été accordé ; l’accompagnement est reporté.",
            "Deux structures du groupe se sont retirées ; le DLA redéfinira l’action collective avec les autres.");

    private final Random random = new Random(2003);
    private final Instant now;

    private record Idea(Theme theme, Theme.Case of) {}

    private record Plan(Idea idea, String fate, Instant writtenAt) {}

    Stories(Instant now) {
        this.now = now;
    }

    /** In order of publication, drafts last. */
    List<Story> of(List<Theme> themes) {
        var ideas = new ArrayList<Idea>();
        for (Theme theme : themes) for (Theme.Case one : theme.cases()) ideas.add(new Idea(theme, one));
        Collections.shuffle(ideas, random);

        var plans = new ArrayList<Plan>();
        int past = ideas.size() - OPEN - TO_CONCLUDE - DRAFTS;
        for (int i = 0; i < ideas.size(); i++) {
            if (i < past) plans.add(new Plan(ideas.get(i), pastFate(), at(daysAgo(60, 3 * 365))));
            else if (i < past + TO_CONCLUDE) plans.add(new Plan(ideas.get(i), "CLOSED", at(daysAgo(30, 38))));
            else if (i < past + TO_CONCLUDE + OPEN) plans.add(new Plan(ideas.get(i), "PUBLISHED", at(daysAgo(1, 18))));
            else plans.add(new Plan(ideas.get(i), "DRAFT", at(daysAgo(1, 9))));
        }
        plans.sort(Comparator.comparing((Plan p) -> p.fate().equals("DRAFT")).thenComparing(Plan::writtenAt));
        return plans.stream().map(this::story).toList();
    }

    private String pastFate() {
        int dice = random.nextInt(100);
        return dice < 8 ? "UNSUCCESSFUL" : dice < 11 ? "CANCELLED" : "AWARDED";
    }

    private Story story(Plan plan) {
        Theme theme = plan.idea().theme();
        Theme.Case one = plan.idea().of();
        boolean draft = plan.fate().equals("DRAFT");
        Instant published = plan.writtenAt();
        Instant closes = closing(plan, published);
        BigDecimal days = days(theme);
        LocalDate start = day(closes).plusDays(21 + random.nextInt(20));
        return new Story(
                id(one),
                DLAS.getOrDefault(one.department(), "marne"),
                one.department(),
                theme.kind(),
                one.title(),
                one.beneficiary(),
                one.named(),
                theme.domains(),
                one.situation() + "\n\n" + theme.context(),
                bullets(some(theme.objectives(), 4)),
                bullets(some(theme.deliverables(), 3)) + "\n\n" + theme.method() + "\n\n" + theme.profile(),
                days,
                days.multiply(BigDecimal.valueOf(theme.dayRate())).setScale(-2, java.math.RoundingMode.HALF_UP),
                start,
                start.plusDays(60 + random.nextInt(120)),
                theme.criteria().stream()
                        .map(c -> new Criterion((String) c.get(0), ((Number) c.get(1)).intValue()))
                        .toList(),
                HOW_TO_ANSWER.get(random.nextInt(HOW_TO_ANSWER.size())),
                published.minusSeconds(86_400L * (1 + random.nextInt(6))),
                draft ? null : published,
                day(closes).minusDays(7).atTime(12, 0).atZone(Paris.ZONE).toInstant(),
                closes,
                concluded(plan, published, closes),
                plan.fate(),
                outcome(plan, theme),
                draft || random.nextInt(100) < 45
                        ? List.of()
                        : theme.questions().stream()
                                .map(q -> new Exchange(q.get(0), q.get(1)))
                                .toList(),
                draft || plan.fate().equals("CANCELLED") || random.nextInt(100) < 85 ? null : theme.amendment());
    }

    /** The same case is the same call, on whatever day the demonstration begins. */
    static UUID id(Theme.Case one) {
        return UUID.nameUUIDFromBytes(one.title().getBytes(StandardCharsets.UTF_8));
    }

    private Instant closing(Plan plan, Instant published) {
        LocalDate day = day(published).plusDays(20 + random.nextInt(9));
        if (plan.fate().equals("CLOSED")) day = day(now).minusDays(1 + random.nextInt(8));
        if (plan.fate().equals("PUBLISHED") && !day.isAfter(day(now))) day = day(now).plusDays(2 + random.nextInt(12));
        while (weekend(day)) day = day.minusDays(1);
        if (plan.fate().equals("PUBLISHED") && !day.isAfter(day(now))) day = day.plusDays(3);
        return day.atTime(random.nextBoolean() ? LocalTime.NOON : LocalTime.of(18, 0))
                .atZone(Paris.ZONE)
                .toInstant();
    }

    private @Nullable Instant concluded(Plan plan, Instant published, Instant closes) {
        return switch (plan.fate()) {
            case "AWARDED", "UNSUCCESSFUL" -> closes.plusSeconds(86_400L * (9 + random.nextInt(18)));
            case "CANCELLED" -> published.plusSeconds(86_400L * (2 + random.nextInt(9)));
            default -> null;
        };
    }

    private String outcome(Plan plan, Theme theme) {
        return switch (plan.fate()) {
            case "AWARDED" -> PROVIDERS.get(random.nextInt(PROVIDERS.size()));
            case "UNSUCCESSFUL" -> theme.unsuccessful();
            case "CANCELLED" -> CANCELLED.get(random.nextInt(CANCELLED.size()));
            default -> "";
        };
    }

    private BigDecimal days(Theme theme) {
        double least = theme.days().getFirst();
        double most = theme.days().getLast();
        int halves = (int) ((most - least) * 2);
        return BigDecimal.valueOf(least + random.nextInt(halves + 1) / 2.0).stripTrailingZeros();
    }

    /** {@code least} of them and perhaps more, in their order. */
    private List<String> some(List<String> all, int least) {
        var some = new ArrayList<>(all);
        for (int leave = random.nextInt(all.size() - Math.min(least, all.size()) + 1); leave > 0; leave--)
            some.remove(random.nextInt(some.size()));
        return some;
    }

    private static String bullets(List<String> lines) {
        return "- " + String.join("\n- ", lines);
    }

    private LocalDate daysAgo(int least, int most) {
        LocalDate day = day(now).minusDays(least + random.nextInt(most - least));
        while (weekend(day)) day = day.minusDays(1);
        return day;
    }

    private Instant at(LocalDate day) {
        return day.atTime(8 + random.nextInt(9), random.nextInt(60), random.nextInt(60))
                .atZone(Paris.ZONE)
                .toInstant();
    }

    private static boolean weekend(LocalDate day) {
        return day.getDayOfWeek() == DayOfWeek.SATURDAY || day.getDayOfWeek() == DayOfWeek.SUNDAY;
    }

    private static LocalDate day(Instant instant) {
        return instant.atZone(Paris.ZONE).toLocalDate();
    }
}
