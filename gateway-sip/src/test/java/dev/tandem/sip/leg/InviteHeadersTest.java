package dev.tandem.sip.leg;

import static org.assertj.core.api.Assertions.assertThat;

import dev.tandem.sip.AddressOfRecord;
import dev.tandem.sip.Binding;
import dev.tandem.sip.Diversion;
import dev.tandem.sip.OutgoingInvite;
import dev.tandem.sip.OutgoingInvite.Target;
import dev.tandem.sip.PassedHeader;
import dev.tandem.sip.Relayed;
import dev.tandem.sip.SipSettings;
import dev.tandem.sip.TrunkPeer;
import dev.tandem.sip.flow.Hop;
import dev.tandem.sip.flow.OurAddress;
import dev.tandem.sip.message.Header;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;

/** Who calls whom and by which way, as an INVITE of ours says it. */
class InviteHeadersTest {
    private static final Target CARRIER = new Target.Trunk(
            new TrunkPeer("carrier", "127.0.0.1", 5070, TrunkPeer.Transport.UDP, List.of(), Optional.empty(), true),
            "+442079460123");
    private static final Target PHONE = new Target.Contact(new Binding(
            new AddressOfRecord("t", "u"),
            "sip:u@127.0.0.1:5080",
            List.of(),
            Optional.empty(),
            "127.0.0.1:5080",
            "udp",
            "",
            Optional.empty(),
            "c",
            1,
            Instant.MAX));
    private static final Header HIDDEN_NUMBER =
            new Header("P-Asserted-Identity", "<sip:+13125550100@127.0.0.1;user=phone>");

    @Test
    void aCallerIsShownAndVouchedForToACarrier() {
        InviteHeaders headers = headers(CARRIER, Relayed.NOTHING, List.of());
        assertThat(headers.from()).isEqualTo("\"Ann\" <sip:+13125550100@127.0.0.1;user=phone>");
        assertThat(headers.more()).containsExactly(new Header("P-Asserted-Identity", headers.from()));
    }

    @Test
    void anAnonymousCallerIsShownToNobodyAndVouchedForToACarrierAlone() {
        Relayed anonymous = new Relayed(true, "", List.of());
        InviteHeaders carrier = headers(CARRIER, anonymous, List.of());
        assertThat(carrier.from()).isEqualTo("\"Anonymous\" <sip:anonymous@anonymous.invalid>");
        assertThat(carrier.more()).containsExactly(HIDDEN_NUMBER, new Header("Privacy", "id"));

        InviteHeaders phone = headers(PHONE, anonymous, List.of());
        assertThat(phone.from()).isEqualTo("\"Anonymous\" <sip:anonymous@anonymous.invalid>");
        assertThat(phone.more()).isEmpty();
    }

    @Test
    void aTrunkThatIsNotTrustedLearnsNothingOfAnAnonymousCaller() {
        TrunkPeer pbx = new TrunkPeer(
                "pbx", "127.0.0.1", 5070, TrunkPeer.Transport.UDP, List.of(), Optional.empty(), true, false);
        InviteHeaders headers = headers(new Target.Trunk(pbx, "100"), new Relayed(true, "", List.of()), List.of());
        assertThat(headers.more()).containsExactly(new Header("Privacy", "id"));
    }

    @Test
    void aCallThatWeForwardSaysFromWhere() {
        InviteHeaders headers =
                headers(CARRIER, Relayed.NOTHING, List.of(new Diversion("+14255550100", "unconditional")));
        assertThat(headers.more())
                .contains(
                        new Header(
                                "Diversion", "<sip:+14255550100@127.0.0.1;user=phone>;reason=unconditional;counter=1"),
                        new Header("History-Info", "<sip:+14255550100@127.0.0.1;user=phone>;index=1"),
                        new Header(
                                "History-Info",
                                "<sip:+442079460123@127.0.0.1:5070;user=phone;cause=302>;index=1.1;mp=1"));
    }

    @Test
    void whereACallWasBeforeStaysAndOursIsTheNewest() {
        Relayed before = new Relayed(
                false,
                "",
                List.of(
                        new PassedHeader("Diversion", "<sip:+12065550111@h>;reason=no-answer;counter=1"),
                        new PassedHeader(
                                "History-Info", "<sip:+12065550111@h>;index=1, <sip:+14255550100@h>;index=1.1")));
        assertThat(headers(CARRIER, before, List.of()).more())
                .as("passed on as they are")
                .contains(
                        new Header("Diversion", "<sip:+12065550111@h>;reason=no-answer;counter=1"),
                        new Header("History-Info", "<sip:+12065550111@h>;index=1, <sip:+14255550100@h>;index=1.1"));
        List<Header> forwarded = headers(CARRIER, before, List.of(new Diversion("+14255550100", "deflection")))
                .more();
        assertThat(forwarded)
                .filteredOn(header -> header.name().equals("Diversion"))
                .extracting(Header::value)
                .first()
                .asString()
                .contains("reason=deflection");
        assertThat(forwarded)
                .last()
                .isEqualTo(new Header(
                        "History-Info", "<sip:+442079460123@127.0.0.1:5070;user=phone;cause=302>;index=1.1.1;mp=1.1"));
    }

    @Test
    void whatIsPassedOnIsOneLine() {
        Relayed hostile = new Relayed(false, "", List.of(new PassedHeader("X-Id", "1\r\nVia: SIP/2.0/UDP evil")));
        assertThat(headers(CARRIER, hostile, List.of()).more()).contains(new Header("X-Id", "1 Via: SIP/2.0/UDP evil"));
    }

    private static InviteHeaders headers(Target target, Relayed relayed, List<Diversion> diversions) {
        SipSettings settings = new SipSettings(
                InetAddress.getLoopbackAddress(), Optional.empty(), 5060, 0, Optional.empty(), "us.example", "Tandem");
        OutgoingInvite invite = new OutgoingInvite(
                target, "+13125550100", "Ann", "offer", Duration.ofSeconds(30), Duration.ZERO, relayed, diversions);
        Hop hop = Hop.datagrams(new InetSocketAddress(InetAddress.getLoopbackAddress(), 5070));
        return InviteHeaders.of(invite, hop, new OurAddress(settings));
    }
}
