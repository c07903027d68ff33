package org.maillage.network;

import static org.assertj.core.api.Assertions.assertThat;

import net.jqwik.api.Example;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import org.maillage.kernel.Typos;

class CommuneNameTest {

    @Property
    void whatever_is_typed_becomes_plain_words_and_stays_so(@ForAll String typed) {
        String plain = CommuneName.plain(typed);
        assertThat(plain).matches("([a-z0-9]+( [a-z0-9]+)*)?"); // as V021 demands
        assertThat(CommuneName.plain(plain)).isEqualTo(plain);
    }

    @Property
    void whatever_is_typed_is_read_as_a_place(@ForAll String typed) {
        Place place = Place.read(typed);
        assertThat(place.postcode()).matches("([0-9]{5})?");
        assertThat(place.name()).matches("([a-z0-9]+( [a-z0-9]+)*)?");
        assertThat(place.department()).doesNotContain("\0");
    }

    @Example
    void short_forms_accents_and_hyphens_make_no_difference() {
        assertThat(CommuneName.plain("Ste-Menehould")).isEqualTo(CommuneName.plain("SAINTE MENEHOULD"));
        assertThat(CommuneName.plain("Nœux-lès-Auxi")).isEqualTo("noeux les auxi");
        assertThat(CommuneName.plain("L’Haÿ-les-Roses")).isEqualTo(CommuneName.plain("l'hay les roses"));
        assertThat(CommuneName.plain("Vitry s/ Seine")).isEqualTo("vitry sur seine");
    }

    @Example
    void keystrokes_are_counted_to_the_nearest_beginning() {
        assertThat(Typos.toBeginning("riems", "reims")).isEqualTo(1);
        assertThat(Typos.toBeginning("charlevile", "charleville mezieres")).isEqualTo(1);
        assertThat(Typos.toBeginning("reims", "reims")).isZero();
        assertThat(Typos.toBeginning("", "reims")).isZero();
    }
}
