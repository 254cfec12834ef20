package dev.tandem.media.device;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import dev.tandem.media.MediaSettings;
import dev.tandem.media.codec.Codecs;
import dev.tandem.media.engine.MediaEngine;
import dev.tandem.media.sdp.Address;
import dev.tandem.media.sdp.MediaDescription;
import java.io.IOException;
import java.net.DatagramSocket;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.SocketException;
import java.security.SecureRandom;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.concurrent.locks.LockSupport;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** Offers of real devices, all at once, through the engine and real sockets: what they are answered, and who hears whom. */
class DeviceOffersTest {
    private static final long FRAME_NANOS = 20_000_000L;
    private static final int FRAMES_LEAST = 60;
    private static final int FRAMES_MOST = 500;
    private static final boolean IPV6 = hasIpv6();
    private static final Map<String, DeviceCall> CALLS = new TreeMap<>();
    private static MediaEngine engine;

    static List<DeviceOffer> offers() {
        return DeviceOffer.all();
    }

    @BeforeAll
    static void call() throws IOException {
        InetAddress any = InetAddress.getByName("0.0.0.0");
        engine = new MediaEngine(new MediaSettings(any, Optional.empty(), 36_000, 36_998, 0, 2));
        engine.start();
        SecureRandom random = new SecureRandom();
        for (DeviceOffer offer : offers()) {
            if (IPV6 || !offer.isIpv6()) {
                CALLS.put(offer.name(), new DeviceCall(offer, engine, random));
            }
        }
        talk();
    }

    /** All say and hear for a second, and on until each has heard what it should: a busy machine takes longer. */
    private static void talk() throws IOException {
        long startNanos = System.nanoTime();
        for (int frame = 0; frame < FRAMES_MOST; frame++) {
            for (DeviceCall call : CALLS.values()) {
                call.tick();
            }
            if (frame >= FRAMES_LEAST && CALLS.values().stream().allMatch(DeviceCall::done)) {
                return;
            }
            while (System.nanoTime() - startNanos < (frame + 1) * FRAME_NANOS) {
                LockSupport.parkNanos(FRAME_NANOS / 10);
            }
        }
    }

    @AfterAll
    static void hangUp() throws IOException {
        for (DeviceCall call : CALLS.values()) {
            call.close();
        }
        CALLS.clear();
        engine.close();
    }

    @ParameterizedTest
    @MethodSource("offers")
    void aDeviceIsAnsweredAsItsOfferAsksAndTheTwoHearEachOther(DeviceOffer offer) {
        assumeTrue(IPV6 || !offer.isIpv6(), "there is no IPv6 on this machine");
        assumeTrue(
                Codecs.available().stream().anyMatch(codec -> DeviceOffer.fits(offer.codec(), codec.encoding())),
                () -> "there is no " + offer.codec() + " on this machine");
        DeviceCall call = CALLS.get(offer.name());

        assertThat(call.status()).isIn(offer.answers());
        if (call.status() == 200) {
            expectAnswer(offer, call);
            expectTones(offer, call);
        }
    }

    private static void expectAnswer(DeviceOffer offer, DeviceCall call) {
        assertThat(AnswerCheck.faults(call.offered(), call.answer(), offer.section()))
                .as(call.agreed().sdp())
                .isEmpty();
        MediaDescription section = call.answer().media().get(offer.section());
        assertThat(DeviceOffer.fits(offer.codec(), section.rtpMaps().get(0).encoding()))
                .as(section.toString())
                .isTrue();
        assertThat(DeviceOffer.fits(
                        offer.direction(), call.answer().directionOf(section).name()))
                .as(section.toString())
                .isTrue();
        assertThat(DeviceOffer.fits(
                        offer.ptime(), section.attributes().first("ptime").orElseThrow()))
                .as(section.toString())
                .isTrue();
    }

    private static void expectTones(DeviceOffer offer, DeviceCall call) {
        if (offer.heard().byDevice()) {
            assertThat(call.device().listening().millis())
                    .as("the device hears")
                    .isGreaterThanOrEqualTo(500);
            assertThat(call.device().listening().share()).isGreaterThan(0.65);
        } else {
            assertThat(call.device().packets())
                    .as("sent to one that hears nothing")
                    .isZero();
        }
        if (offer.heard().byGateway()) {
            assertThat(call.party().listening().millis())
                    .as("the gateway hears")
                    .isGreaterThanOrEqualTo(500);
            assertThat(call.party().listening().share()).isGreaterThan(0.65);
        }
    }

    private static boolean hasIpv6() {
        try (DatagramSocket socket = new DatagramSocket(null)) {
            socket.bind(new InetSocketAddress(Address.literal("::1").orElseThrow(), 0));
            return true;
        } catch (SocketException none) {
            return false;
        }
    }
}
