package dev.tandem.number.plan;

import static org.assertj.core.api.Assertions.assertThat;

import dev.tandem.number.E164;
import dev.tandem.number.Locality;
import dev.tandem.number.Place;
import java.util.Locale;
import java.util.Optional;
import org.junit.jupiter.api.Test;

class PlaceNamesTest {
    private static final Locality MUNICH = new Locality(new Place("Munich", "", ""), "89");

    @Test
    void aTownHasItsNameInTheLanguageOfTheReader() {
        assertThat(PlaceNames.localized("DE", MUNICH, Locale.GERMAN)).isEqualTo("München");
        assertThat(PlaceNames.localized("DE", MUNICH, Locale.ENGLISH)).isEqualTo("Munich");
    }

    @Test
    void aTownTheGeocoderDoesNotKnowKeepsTheNameItHasInStock() {
        Locality village = new Locality(new Place("Little Whinging", "", ""), "89");
        Locality nowhere = new Locality(new Place("Somewhere", "", ""), "");

        assertThat(PlaceNames.localized("DE", village, Locale.GERMAN)).isEqualTo("Little Whinging");
        assertThat(PlaceNames.localized("US", nowhere, Locale.GERMAN)).isEqualTo("Somewhere");
    }

    @Test
    void aNumberTellsItsFormatsAndItsService() {
        NumberFacts berlin = NumberFacts.of(new E164("+493012345678"));

        assertThat(berlin.national()).isEqualTo("030 12345678");
        assertThat(berlin.international()).isEqualTo("+49 30 12345678");
        assertThat(berlin.country()).contains("DE");
        assertThat(berlin.service()).isEqualTo(NumberFacts.Service.GEOGRAPHIC);
        assertThat(NumberFacts.of(new E164("+447400123456")).service()).isEqualTo(NumberFacts.Service.MOBILE);
        assertThat(NumberFacts.of(new E164("+18005550100")).service()).isEqualTo(NumberFacts.Service.OTHER);
        assertThat(NumberFacts.of(new E164("+9991234567")).country()).isEqualTo(Optional.empty());
    }
}
