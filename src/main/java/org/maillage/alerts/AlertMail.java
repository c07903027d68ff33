package org.maillage.alerts;

import java.time.Instant;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.maillage.kernel.Domain;
import org.maillage.mail.Outbox;
import org.maillage.network.Network;
import org.maillage.platform.PublicAddress;
import org.maillage.tenders.Kind;
import org.maillage.web.Languages;
import org.maillage.web.Texts;
import org.springframework.stereotype.Component;
import tools.jackson.databind.json.JsonMapper;

/** Hands what happened to a call to the outbox, in the caller's transaction: one statement a language, however many receive it. */
@Component
class AlertMail {
    static final List<String> LANGUAGES = List.of("fr", "en");

    /**
     * Who receives a message, and what stands in it for each: which choice made it come, and the links of their own. A
     * reason is worked out once for each distinct choice, not once for each person, and found again by its key: a join
     * would be a nested loop, since the planner knows nothing of lines that this transaction has just written.
     */
    private static final String RECIPIENTS = """
            with recipient as (
                select s.id, s.email, s.token, s.departments, s.domains, s.kinds, r.turn, r.followed,
                       concat(s.departments, s.domains, s.kinds) as choice
                  from (%s) r
                  join subscription s on s.id = r.id
                 where s.language = :language and s.state = 'ACTIVE'),
            reason as (
                select jsonb_object_agg(choice, coalesce(nullif(
                           concat_ws(' · ', chosen(departments, cast(:names as jsonb)),
                                     chosen(domains, cast(:names as jsonb)),
                                     chosen(kinds, cast(:names as jsonb))), ''), :all)) by_choice
                  from (select distinct choice, departments, domains, kinds from recipient) each)
            select id recipient_key, email address, turn,
                   jsonb_build_object(
                       'why', case when followed then :follows else (select by_choice from reason) ->> choice end,
                       'preferences', :preferences || token,
                       'unsubscribe', :unsubscribe || token,
                       'unsubscribeMail', coalesce(cast(:unsubscribeMail as text) || token, '')) fields
              from recipient""";

    private static final String OF_OCCASION = RECIPIENTS.formatted("""
            select a.subscription id, a.turn::bigint turn, f.subscription is not null followed
              from alert a
              left join following f on f.subscription = a.subscription and f.tender = :tender
             where a.occasion = :occasion and a.letter = :letter""");

    private static final String OF_DIGEST = RECIPIENTS.formatted("""
            select id, row_number() over (order by random()) turn, false followed
              from unnest(cast(:subscriptions as uuid[])) id""");

    private final Outbox outbox;
    private final AlertLetters letters;
    private final Calls calls;
    private final Network network;
    private final Languages languages;
    private final PublicAddress address;
    private final JsonMapper json;

    AlertMail(
            Outbox outbox,
            AlertLetters letters,
            Calls calls,
            Network network,
            Languages languages,
            PublicAddress address,
            JsonMapper json) {
        this.outbox = outbox;
        this.letters = letters;
        this.calls = calls;
        this.network = network;
        this.languages = languages;
        this.address = address;
        this.json = json;
    }

    /** Queues the messages of those who are told at once; in whatever language, they are due at the same moment. */
    void alerts(long id, Occasion occasion, Instant due) {
        News news = calls.news(List.of(id)).getFirst();
        for (String language : LANGUAGES) {
            Texts t = languages.in(Locale.of(language));
            var parameters = parameters(language, names(news.call(), t), t);
            parameters.put("occasion", id);
            parameters.put("tender", occasion.tender().text());
            parameters.put("letter", occasion.letterKey());
            outbox.sendToAll(
                    key(occasion.letterKey(), language), letters.call(news, occasion, t), due, OF_OCCASION, parameters);
        }
    }

    /** Names the messages of one language in the outbox. */
    static String key(String letter, String language) {
        return letter + '/' + language;
    }

    /** Queues the digest of subscriptions that waited for the same news; none when all of it left with its calls. */
    void digest(String key, Ledger.Group group) {
        List<News> news = calls.news(group.occasions());
        if (news.isEmpty()) return;
        Texts t = languages.in(Locale.of(group.language()));
        var parameters = parameters(group.language(), allNames(t), t);
        parameters.put(
                "subscriptions",
                Arrays.stream(group.subscriptions()).map(Object::toString).toArray(String[]::new));
        outbox.sendToAll(key, letters.digest(byCall(news), t), OF_DIGEST, parameters);
    }

    /** All that is new about one call stands together, in the order in which the calls first had news. */
    private List<CallNews> byCall(List<News> news) {
        var calls = new LinkedHashMap<String, List<News>>();
        news.forEach(n -> calls.computeIfAbsent(n.call().reference(), r -> new ArrayList<>())
                .add(n));
        return calls.values().stream()
                .map(of -> new CallNews(of.getFirst().call(), of))
                .toList();
    }

    private Map<String, @Nullable Object> parameters(String language, Map<String, String> names, Texts t) {
        var parameters = new LinkedHashMap<String, @Nullable Object>();
        parameters.put("language", language);
        parameters.put("names", json.writeValueAsString(names));
        parameters.put("all", t.localize("alerts.why.all"));
        parameters.put("follows", t.localize("alerts.why.follows"));
        parameters.put("preferences", address.of("/alertes/preferences/"));
        parameters.put("unsubscribe", address.of("/alertes/desinscription/"));
        parameters.put(
                "unsubscribeMail",
                outbox.readsOwnAddresses()
                        ? "mailto:"
                                + outbox.ownAddress(MailedUnsubscription.LOCAL_PART)
                                        .text() + "?subject="
                        : null);
        return parameters;
    }

    private static Map<String, String> names(CallFacts call, Texts t) {
        var names = new LinkedHashMap<String, String>();
        for (int i = 0; i < call.departments().size(); i++)
            names.put(call.departmentCodes().get(i), call.departments().get(i));
        call.domains().forEach(domain -> names.put(domain.name(), t.name(domain)));
        names.put(call.kind().name(), t.name(call.kind()));
        return names;
    }

    private Map<String, String> allNames(Texts t) {
        var names = new LinkedHashMap<String, String>();
        network.departments().forEach(d -> names.put(d.code().code(), d.name()));
        for (Domain domain : Domain.values()) names.put(domain.name(), t.name(domain));
        for (Kind kind : Kind.values()) names.put(kind.name(), t.name(kind));
        return names;
    }
}
