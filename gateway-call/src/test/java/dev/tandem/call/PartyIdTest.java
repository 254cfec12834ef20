package dev.tandem.call;

import static org.assertj.core.api.Assertions.assertThat;

import dev.tandem.call.PartyId.Kind;
import dev.tandem.sip.AddressOfRecord;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class PartyIdTest {

    @Test
    void anIdentityIsWhereItRegistersBehindItsPrefix() {
        AddressOfRecord ada = new AddressOfRecord("tenant", "ada");

        PartyId party = PartyId.identity(ada);

        assertThat(party.kind()).isEqualTo(Kind.IDENTITY);
        assertThat(party.rawId()).isEqualTo("8:acs:tenant_ada");
        assertThat(party.addressOfRecord()).contains(ada);
    }

    @ParameterizedTest
    @CsvSource({"4:+14255550123, PHONE", "sip:desk@sbc.example.com, SIP", "8:acs:nobody, OTHER", "4:anonymous, OTHER"})
    void nobodyElseRegistersAnywhere(String rawId, Kind kind) {
        PartyId party = PartyId.of(rawId);

        assertThat(party.kind()).isEqualTo(kind);
        assertThat(party.addressOfRecord()).isEmpty();
    }

    @ParameterizedTest
    @CsvSource({"+14255550123", "14255550123"})
    void aPhoneNumberHasAPlusWhetherTheCarrierWritesItOrNot(String number) {
        assertThat(PartyId.phone(number)).isEqualTo(new PartyId(Kind.PHONE, "4:+14255550123"));
    }
}
