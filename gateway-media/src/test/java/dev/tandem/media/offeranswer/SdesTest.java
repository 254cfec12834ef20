package dev.tandem.media.offeranswer;

import static org.assertj.core.api.Assertions.assertThat;

import dev.tandem.media.codec.CodecName;
import dev.tandem.media.offeranswer.Negotiation.Failed;
import dev.tandem.media.offeranswer.Negotiation.Settled;
import dev.tandem.media.sdp.Address;
import dev.tandem.media.sdp.SdpFixtures;
import dev.tandem.media.srtp.SrtpProfile;
import java.security.SecureRandom;
import java.util.List;
import java.util.Optional;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/** Keys in descriptions (RFC 4568): what is offered, answered and refused under each policy. */
class SdesTest {
    private static final List<CodecName> TELEPHONE = List.of(CodecName.PCMU, CodecName.PCMA);
    private static final String KEY = "inline:" + "A".repeat(40);
    private static final String OFFER = """
            v=0
            o=- 7 1 IN IP4 192.0.2.7
            s=-
            c=IN IP4 192.0.2.7
            t=0 0
            m=audio 4000 %s 0
            %s""";

    private static OfferAnswer leg(SrtpPolicy policy) {
        LocalMedia local =
                new LocalMedia(42, Address.literal("198.51.100.1").orElseThrow(), 10_000, 1, Optional.empty());
        return new OfferAnswer(local, Sdes.random(policy, new SecureRandom()));
    }

    private static String offer(String protocol, String... lines) {
        return OFFER.formatted(
                protocol, Stream.of(lines).map(line -> line + "\n").collect(Collectors.joining()));
    }

    private static Negotiation answered(SrtpPolicy policy, String offer) {
        return leg(policy).answer(SdpFixtures.parse(offer), TELEPHONE);
    }

    /** RTP, SRTP, or the status of the refusal, for an offer of plain RTP, of keys on a plain line, and of keys alone. */
    @Test
    void policyTable() {
        String crypto = "a=crypto:1 AES_CM_128_HMAC_SHA1_80 " + KEY;
        List<String> offers = List.of(offer("RTP/AVP"), offer("RTP/AVP", crypto), offer("RTP/SAVP", crypto));
        String table = Stream.of(SrtpPolicy.values())
                .map(policy -> policy + ":"
                        + offers.stream()
                                .map(offer -> " " + came(answered(policy, offer)))
                                .collect(Collectors.joining()))
                .collect(Collectors.joining("\n"));

        assertThat(table).isEqualTo("""
                OFF: RTP RTP 488
                OPTIONAL: RTP SRTP SRTP
                REQUIRED: 488 SRTP SRTP""");
    }

    /** Phones offer the same audio twice, with keys and without; which of the two it is, the policy says. */
    @Test
    void ofTwoLinesTheFirstThatThePolicyLetsIs() {
        String savp = "m=audio 4000 RTP/SAVP 0\na=crypto:1 AES_CM_128_HMAC_SHA1_80 " + KEY + "\n";
        String unknown = "m=audio 4000 RTP/SAVP 0\na=crypto:1 AES_256_CM_HMAC_SHA1_80 " + KEY + "\n";
        String mki = "m=audio 4000 RTP/SAVP 0\na=crypto:1 AES_CM_128_HMAC_SHA1_80 " + KEY + "|2^20|1:4\n";
        String avp = "m=audio 4000 RTP/AVP 0\n";
        List<String> pairs = List.of(savp + avp, avp + savp, unknown + avp, mki + avp, avp + avp, unknown + mki);
        String table = Stream.of(SrtpPolicy.values())
                .map(policy -> policy + ":"
                        + pairs.stream()
                                .map(pair ->
                                        " " + place(answered(policy, OFFER.substring(0, OFFER.indexOf("m=")) + pair)))
                                .collect(Collectors.joining()))
                .collect(Collectors.joining("\n"));

        assertThat(table).isEqualTo("""
                OFF: 2:RTP 1:RTP 2:RTP 2:RTP 1:RTP 488
                OPTIONAL: 1:SRTP 1:RTP 2:RTP 1:SRTP 1:RTP 2:SRTP
                REQUIRED: 1:SRTP 2:SRTP 488 1:SRTP 488 2:SRTP""");
    }

    /** Which of two lines was taken, and as what; or the status of the refusal. */
    private static String place(Negotiation outcome) {
        if (outcome instanceof Failed failed) {
            assertThat(failed.reason()).contains("SRTP");
            return Integer.toString(failed.status());
        }
        List<String> ports = ((Settled) outcome)
                .sdp()
                .lines()
                .filter(line -> line.startsWith("m="))
                .map(line -> line.split(" ")[1])
                .toList();
        assertThat(ports).containsExactlyInAnyOrder("0", "10000");
        return ports.indexOf("10000") + 1 + ":" + came(outcome);
    }

    private static String came(Negotiation outcome) {
        if (outcome instanceof Failed failed) {
            return Integer.toString(failed.status());
        }
        return ((Settled) outcome).audio().sdes().isPresent() ? "SRTP" : "RTP";
    }

    @Test
    void theAnswerTakesTheFirstLineItKnowsWithItsTagAndAKeyOfItsOwn() {
        Settled settled = (Settled) answered(
                SrtpPolicy.OPTIONAL,
                offer(
                        "RTP/SAVP",
                        "a=crypto:3 F8_128_HMAC_SHA1_80 " + KEY,
                        "a=crypto:4 AES_CM_128_HMAC_SHA1_80 " + KEY + "|2^20|256:1",
                        "a=crypto:5 AES_CM_128_HMAC_SHA1_80 " + KEY + " KDR=1",
                        "a=crypto:6 AES_CM_128_HMAC_SHA1_80 inline:tooshort",
                        "a=crypto:7 AES_CM_128_HMAC_SHA1_32 " + KEY + "|2^20 WSH=128",
                        "a=crypto:8 AES_CM_128_HMAC_SHA1_80 " + KEY));

        assertThat(settled.sdp()).contains("RTP/SAVP 0").contains("a=crypto:7 AES_CM_128_HMAC_SHA1_32 inline:");
        assertThat(settled.sdp()).doesNotContain(KEY).doesNotContain("crypto:8");
        assertThat(settled.audio().sdes().orElseThrow().theirs().inline()).isEqualTo(KEY);
        assertThat(settled.audio()).as("no key is ever printed").asString().doesNotContain("inline");
    }

    @Test
    void eachSuiteIsOfferedAndItsAnswerUnderstood() {
        for (SrtpProfile profile : SrtpProfile.values()) {
            OfferAnswer us = leg(SrtpPolicy.REQUIRED);
            OfferAnswer peer = leg(SrtpPolicy.OPTIONAL);
            String offer = us.offer(TELEPHONE);
            assertThat(offer).contains("m=audio 10000 RTP/SAVP ");
            String only = offer.lines()
                    .filter(line -> !line.startsWith("a=crypto") || line.contains(" " + profile.suite() + " "))
                    .collect(Collectors.joining("\r\n", "", "\r\n"));
            Settled theirs = (Settled) peer.answer(SdpFixtures.parse(only), TELEPHONE);
            Settled ours = (Settled) us.accept(SdpFixtures.parse(theirs.sdp()));

            Sdes.Agreed here = ours.audio().sdes().orElseThrow();
            Sdes.Agreed there = theirs.audio().sdes().orElseThrow();
            assertThat(here.ours()).isEqualTo(there.theirs());
            assertThat(here.theirs()).isEqualTo(there.ours());
            assertThat(here.ours().profile()).isEqualTo(profile);
        }
    }

    @Test
    void anAnswerWithoutKeysIsPlainWhereThatIsAllowed() {
        OfferAnswer optional = leg(SrtpPolicy.OPTIONAL);
        assertThat(optional.offer(TELEPHONE)).contains("RTP/AVP").contains("a=crypto:1 ");
        assertThat(came(optional.accept(SdpFixtures.parse(offer("RTP/AVP"))))).isEqualTo("RTP");

        OfferAnswer required = leg(SrtpPolicy.REQUIRED);
        required.offer(TELEPHONE);
        assertThat(came(required.accept(SdpFixtures.parse(offer("RTP/SAVP"))))).isEqualTo("488");
        assertThat(came(required.accept(
                        SdpFixtures.parse(offer("RTP/SAVP", "a=crypto:9 AES_CM_128_HMAC_SHA1_80 " + KEY)))))
                .as("a line we did not offer")
                .isEqualTo("488");
    }

    @Test
    void holdKeepsTheKey() {
        OfferAnswer leg = leg(SrtpPolicy.REQUIRED);
        String crypto = "a=crypto:1 AES_CM_128_HMAC_SHA1_80 " + KEY;
        Settled first = (Settled) leg.answer(SdpFixtures.parse(offer("RTP/SAVP", crypto)), TELEPHONE);
        Settled held = (Settled) leg.answer(SdpFixtures.parse(offer("RTP/SAVP", crypto, "a=sendonly")), TELEPHONE);

        assertThat(held.audio().sdes()).isEqualTo(first.audio().sdes());
    }

    @Test
    void packetLengthsAreHonouredInStepsOfTenMilliseconds() {
        assertThat(packetMillis()).isEqualTo(20);
        assertThat(packetMillis("a=ptime:30")).isEqualTo(30);
        assertThat(packetMillis("a=ptime:5")).isEqualTo(10);
        assertThat(packetMillis("a=ptime:100")).isEqualTo(60);
        assertThat(packetMillis("a=ptime:60", "a=maxptime:45")).isEqualTo(40);
        assertThat(packetMillis("a=maxptime:10")).isEqualTo(10);
        assertThat(packetMillis("a=ptime:fast")).isEqualTo(20);
        assertThat(packetMillis("a=ptime:0")).isEqualTo(20);
    }

    private static int packetMillis(String... lines) {
        Settled settled = (Settled) answered(SrtpPolicy.OFF, offer("RTP/AVP", lines));
        assertThat(settled.sdp()).contains("a=ptime:" + settled.audio().packetMillis());
        return settled.audio().packetMillis();
    }
}
