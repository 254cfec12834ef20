package dev.tandem.gateway;

import static org.assertj.core.api.Assertions.assertThat;

import dev.tandem.route.Trunk;
import dev.tandem.sip.AddressOfRecord;
import dev.tandem.sip.IncomingInvite;
import dev.tandem.sip.IncomingInvite.Origin;
import dev.tandem.sip.Relayed;
import dev.tandem.sip.TrunkPeer;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class NumberNormalizationTest {

    private final NumberNormalization normalization =
            new NumberNormalization(name -> Optional.of(trunk(name)), Optional.of("US"));

    @ParameterizedTest
    @CsvSource({
        "carrier, 4255550100, 2065550199, +14255550100, +12065550199",
        "carrier, 14255550100, 12065550199, +14255550100, +12065550199",
        "carrier, 011442079460123, 442079460123, +442079460123, +442079460123",
        "british, 02079460123, 07911123456, +442079460123, +447911123456",
        "british, 0014255550100, 14255550100, +14255550100, +14255550100",
        "carrier, +14255550100, cube, +14255550100, cube",
        "carrier, 911, 1001, 911, 1001"
    })
    void aTrunksNumbersAreReadAsItsCountryWritesThem(
            String trunk, String dialled, String caller, String number, String callerNumber) {
        IncomingInvite read = normalization.normalized(invite(new Origin.Trunk(trunk), dialled, caller));

        assertThat(read.dialled()).isEqualTo(number);
        assertThat(read.callerNumber()).isEqualTo(callerNumber);
    }

    @Test
    void theNumberThatIsAssertedOfAnAnonymousCallerIsReadToo() {
        IncomingInvite anonymous = invite(new Origin.Trunk("carrier"), "4255550100", "")
                .with("4255550100", "", new Relayed(true, "2065550199", List.of()));

        assertThat(normalization.normalized(anonymous).relayed().assertedNumber())
                .isEqualTo("+12065550199");
    }

    @Test
    void whatAUserDialsIsReadAsInTheCountryOfTheConfiguration() {
        Origin user = new Origin.User(new AddressOfRecord("resource", "user"));

        assertThat(normalization.normalized(invite(user, "4255550100", "resource_user")))
                .satisfies(read -> assertThat(read.dialled()).isEqualTo("+14255550100"))
                .satisfies(read -> assertThat(read.callerNumber()).isEqualTo("resource_user"));
        assertThat(normalization.normalized(invite(user, "1234567_7654321", "")).dialled())
                .isEqualTo("1234567_7654321");
        assertThat(normalization.normalized(invite(user, "112", "")).dialled()).isEqualTo("112");
    }

    @Test
    void withoutACountryNothingIsChanged() {
        NumberNormalization none = new NumberNormalization(name -> Optional.empty(), Optional.empty());

        assertThat(none.normalized(invite(new Origin.Trunk("carrier"), "4255550100", "2065550199"))
                        .dialled())
                .isEqualTo("4255550100");
    }

    private static IncomingInvite invite(Origin origin, String dialled, String caller) {
        return new IncomingInvite(
                new TrunkLimits.NoLeg(), origin, true, dialled, caller, "", Optional.empty(), Optional.empty());
    }

    private static Trunk trunk(String name) {
        Trunk any = Trunk.ofPeer(
                new TrunkPeer(name, "192.0.2.1", 5060, TrunkPeer.Transport.UDP, List.of(), Optional.empty(), true));
        return name.equals("british")
                ? new Trunk(
                        any.name(),
                        any.host(),
                        any.port(),
                        any.transport(),
                        any.allowedSources(),
                        any.credentials(),
                        any.register(),
                        any.codecs(),
                        any.srtp(),
                        any.dtmf(),
                        any.maxCalls(),
                        any.maxCallsPerSecond(),
                        any.callerIdRule(),
                        Optional.of("GB"),
                        any.trusted(),
                        any.enabled())
                : any;
    }
}
