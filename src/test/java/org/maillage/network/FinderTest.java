package org.maillage.network;

import static org.assertj.core.api.Assertions.assertThat;

import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.maillage.network.Finding.Kind;
import org.maillage.testing.MaillageTest;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.jdbc.core.simple.JdbcClient;

@MaillageTest
class FinderTest {
    @Autowired
    Finder finder;

    @Autowired
    JdbcClient db;

    @ParameterizedTest
    @CsvSource({
        "Reims, marne",
        "reims, marne",
        "  REIMS  , marne",
        "51100, marne",
        "51 100, marne",
        "51100 Reims, marne",
        "Reims (51), marne",
        "Reims (Marne), marne",
        "charleville mezieres, ardennes",
        "Charleville-M, ardennes",
        "CHÂLONS-EN-CHAMPAGNE, marne",
        "chalons en champagne, marne",
        "st dizier, haute-marne",
        "ste menehould, marne",
        "bar s/ aube, aube",
        "bar sur aube, aube",
        "L'Épine (51), marne",
        "10000, aube",
        "51084 Reims Cedex 2, marne",
        "Provenchères-sur-Meuse, haute-marne"
    })
    void a_place_of_the_network_leads_to_its_DLA_however_it_is_typed(String typed, String slug) {
        Finding finding = finder.find(typed, "");
        assertThat(finding.kind()).as(typed).isEqualTo(Kind.FOUND);
        assertThat(finding.dla()).extracting(Dla::path).isEqualTo("/reseau/" + slug);
    }

    @Test
    void a_postcode_without_commune_tells_its_department_and_says_that_it_guessed() {
        Finding cedex = finder.find("51084", "");
        assertThat(cedex.kind()).isEqualTo(Kind.FOUND_BY_DIGITS);
        assertThat(cedex.dla()).extracting(Dla::path).isEqualTo("/reseau/marne");
        assertThat(finder.find("20999", "").kind()).isEqualTo(Kind.UNKNOWN);
    }

    @Test
    void homonyms_are_told_apart_by_department_and_the_choice_is_final() {
        Finding several = finder.find("saint denis", "");
        assertThat(several.kind()).isEqualTo(Kind.SEVERAL);
        assertThat(several.communes())
                .extracting(c -> c.department().code().code())
                .contains("93", "974", "11");
        assertThat(several.dla()).isNull();
        assertThat(finder.find("Saint-Remy", "").communes())
                .as("longer names of the network stand before homonyms elsewhere")
                .extracting(Commune::label)
                .contains("Saint-Remy (88)")
                .first()
                .asString()
                .startsWith("Saint-Remy-");
        Finding chosen = finder.find("saint denis", "93066");
        assertThat(chosen.kind()).isEqualTo(Kind.FOUND);
        assertThat(chosen.department()).extracting(Department::name).isEqualTo("Seine-Saint-Denis");
    }

    @Test
    void a_short_name_that_is_a_village_also_names_the_town_that_may_be_meant() {
        Finding charleville = finder.find("Charleville", "");
        assertThat(charleville.kind()).isEqualTo(Kind.FOUND);
        assertThat(charleville.dla()).extracting(Dla::path).isEqualTo("/reseau/marne");
        assertThat(charleville.others()).extracting(Commune::label).contains("Charleville-Mézières (08)");
        assertThat(finder.find("Charleville (51)", "").others()).isEmpty();
    }

    @Test
    void a_commune_elsewhere_is_named_with_its_department_and_no_DLA() {
        Finding bordeaux = finder.find("bordeaux", "");
        assertThat(bordeaux.kind()).isEqualTo(Kind.FOUND);
        assertThat(bordeaux.department()).extracting(Department::name).isEqualTo("Gironde");
        assertThat(bordeaux.dla()).isNull();
        assertThat(finder.find("97400", "").department())
                .extracting(Department::name)
                .isEqualTo("La Réunion");
        assertThat(finder.find("Ajaccio", "").department())
                .extracting(Department::name)
                .isEqualTo("Corse-du-Sud");
        assertThat(finder.find("Paris 15e", "").department())
                .extracting(Department::name)
                .isEqualTo("Paris");
    }

    @ParameterizedTest
    @CsvSource({"Rems, Reims", "Troie, Troyes", "Chamont, Chaumont", "Eperney, Épernay", "Sédann, Sedan", "erims, Reims"
    })
    void a_small_mistake_offers_the_right_name_without_deciding(String typed, String meant) {
        Finding finding = finder.find(typed, "");
        assertThat(finding.kind()).isIn(Kind.ALIKE, Kind.SEVERAL);
        assertThat(finding.communes()).extracting(Commune::met).contains(meant);
    }

    @Test
    void one_slip_in_any_name_of_the_network_still_offers_it() {
        var random = new Random(51);
        List<String> names = db.sql("""
                        select n.name from commune_name n join commune c on c.code = n.commune
                         where not n.former and length(n.plain) >= 6 and c.department in ('08', '10', '51', '52')
                         order by c.inhabitants desc limit 400""").query(FinderTest::text).list();
        var lost = new ArrayList<String>();
        for (String name : names) {
            var offered = finder.find(slip(CommuneName.plain(name), random), "").communes();
            if (offered.stream().noneMatch(c -> c.met().equals(name))) lost.add(name);
        }
        assertThat(lost).as("names not offered").hasSizeLessThan(names.size() / 20);
    }

    private static String slip(String name, Random random) {
        int at = 1 + random.nextInt(name.length() - 2);
        return switch (random.nextInt(3)) {
            case 0 -> name.substring(0, at) + name.substring(at + 1);
            case 1 -> name.substring(0, at) + 'x' + name.substring(at + 1);
            default -> name.substring(0, at) + name.charAt(at + 1) + name.charAt(at) + name.substring(at + 2);
        };
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "%",
                "_",
                "'; drop table commune; --",
                "\u0000",
                "(51)",
                "((((",
                "\\",
                "\uD83D",
                "<script>",
                "{}",
                "a b c d e",
                "١٢٣٤٥",
                "99999",
                "1",
                "🚲🚲🚲"
            })
    void hostile_or_senseless_input_is_answered_calmly(String typed) {
        assertThat(finder.find(typed, "").dla()).isNull();
        assertThat(finder.suggest(typed)).isNotNull();
    }

    @Test
    void nothing_typed_is_no_mistake_and_a_very_long_text_is_cut() {
        assertThat(finder.find("   ", "").kind()).isEqualTo(Kind.BLANK);
        assertThat(finder.find("reims ".repeat(50_000), "").kind()).isIn(Kind.UNKNOWN, Kind.ALIKE);
    }

    @Test
    void suggestions_begin_with_the_network() {
        assertThat(finder.suggest("rei")).first().extracting(Commune::label).isEqualTo("Reims (51)");
        assertThat(finder.suggest("saint r"))
                .allMatch(c -> CommuneName.plain(c.met()).startsWith("saint r"));
        assertThat(finder.suggest("r")).isEmpty();
    }

    @Test
    void searches_by_beginning_by_postcode_and_by_likeness_use_their_indexes() {
        assertThat(plan("select * from commune_name where plain like 'vitry le%'"))
                .contains("commune_name_prefix");
        assertThat(plan("select * from commune_name where plain = 'reims'")).contains("commune_name_prefix");
        assertThat(plan("select * from commune_name where plain like '% remy%'"))
                .contains("commune_name_typos");
        assertThat(plan("select * from commune_name where plain % 'chalon en champagn'"))
                .contains("commune_name_typos");
        assertThat(plan("select * from commune where postcodes @> array['51100']"))
                .contains("commune_postcodes");
    }

    private String plan(String sql) {
        return String.join(
                "\n", db.sql("explain " + sql).query(FinderTest::text).list());
    }

    private static String text(ResultSet row, int n) throws SQLException {
        return Objects.requireNonNull(row.getString(1));
    }
}
