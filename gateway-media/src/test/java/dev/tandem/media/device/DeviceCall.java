package dev.tandem.media.device;

import dev.tandem.media.LegTerms;
import dev.tandem.media.MediaLeg;
import dev.tandem.media.Offered;
import dev.tandem.media.SdpOutcome;
import dev.tandem.media.SdpOutcome.Agreed;
import dev.tandem.media.SdpOutcome.Refused;
import dev.tandem.media.codec.CodecName;
import dev.tandem.media.dtmf.DigitTransport;
import dev.tandem.media.engine.MediaEngine;
import dev.tandem.media.engine.SdpInspection;
import dev.tandem.media.sdp.Crypto;
import dev.tandem.media.sdp.MediaDescription;
import dev.tandem.media.sdp.SdpParser;
import dev.tandem.media.sdp.SdpParser.HostNames;
import dev.tandem.media.sdp.SdpParser.Parsed;
import dev.tandem.media.sdp.SessionDescription;
import dev.tandem.media.srtp.SdesKey;
import dev.tandem.media.srtp.SrtpProfile;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.security.SecureRandom;
import java.util.List;
import java.util.Optional;

/** A device's offer to the engine, answered as the call layer would, and the media of both. One thread. */
final class DeviceCall implements AutoCloseable {
    private static final int MILLIS_ENOUGH = 500;

    private final DeviceOffer offer;
    private final ScriptedDevice device;
    private final ListeningParty party = new ListeningParty();
    private final String offered;
    private final int status;
    private Optional<Agreed> agreed = Optional.empty();

    DeviceCall(DeviceOffer offer, MediaEngine engine, SecureRandom random) throws IOException {
        this.offer = offer;
        InetAddress address = InetAddress.getByName(offer.isIpv6() ? "::1" : "127.0.0.1");
        device = new ScriptedDevice(address, ListeningParty.SAYS_HZ);
        offered = offer.text(address, device.port(), random);
        status = offer(engine);
    }

    private int offer(MediaEngine engine) {
        Optional<Offered> wants = SdpInspection.inspect(offered);
        if (wants.isEmpty()) {
            return 400;
        }
        if (wants.get().codecs().isEmpty()) {
            return 488;
        }
        LegTerms terms = new LegTerms(offer.srtp(), DigitTransport.RFC4733, Optional.empty());
        MediaLeg leg = engine.leg(wants.get().kind(), terms, event -> {});
        SdpOutcome outcome = leg.answer(offered, List.of(CodecName.PCMU));
        if (outcome instanceof Agreed answered) {
            agreed = Optional.of(answered);
            engine.attach(leg, party);
            follow(answered);
            return 200;
        }
        leg.close();
        if (outcome instanceof Refused refused) {
            return refused.status();
        }
        throw new AssertionError(outcome);
    }

    private void follow(Agreed answered) {
        MediaDescription section = answer().media().stream()
                .filter(each -> each.port() != 0)
                .findFirst()
                .orElseThrow();
        InetAddress gateway = answer().addressOf(section).orElseThrow();
        device.agree(
                new InetSocketAddress(gateway, section.port()),
                answered.codec(),
                section.rtpMaps().get(0).payloadType());
        section.cryptos().forEach(this::keys);
    }

    private void keys(Crypto theirs) {
        Crypto ours = offered().media().stream()
                .flatMap(section -> section.cryptos().stream())
                .filter(line -> line.tag() == theirs.tag())
                .findFirst()
                .orElseThrow();
        SrtpProfile profile = SrtpProfile.ofSuite(theirs.suite()).orElseThrow();
        device.keys(
                SdesKey.parse(profile, ours.keyParameters()).orElseThrow(),
                SdesKey.parse(profile, theirs.keyParameters()).orElseThrow());
    }

    SessionDescription offered() {
        return read(offered);
    }

    SessionDescription answer() {
        return read(agreed.orElseThrow().sdp());
    }

    private static SessionDescription read(String text) {
        return ((Parsed) SdpParser.parse(text, HostNames.KEPT)).description();
    }

    int status() {
        return status;
    }

    Agreed agreed() {
        return agreed.orElseThrow();
    }

    /** Does the device's work of 20 ms. */
    void tick() throws IOException {
        if (agreed.isPresent()) {
            if (offer.heard().byGateway()) {
                device.say();
            }
            device.listen();
        }
    }

    /** Whether all who should hear something have heard it for long enough. */
    boolean done() {
        return agreed.isEmpty()
                || ((!offer.heard().byDevice() || device.listening().millis() >= MILLIS_ENOUGH)
                        && (!offer.heard().byGateway() || party.listening().millis() >= MILLIS_ENOUGH));
    }

    ScriptedDevice device() {
        return device;
    }

    ListeningParty party() {
        return party;
    }

    @Override
    public void close() throws IOException {
        device.close();
    }
}
