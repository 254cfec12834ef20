package dev.tandem.trunk;

import static org.assertj.core.api.Assertions.assertThat;

import dev.tandem.route.Trunk;
import dev.tandem.sip.TrunkPeer;
import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;

class TrunkLoadTest {

    private static final long SECOND = TimeUnit.SECONDS.toNanos(1);

    private final TrunkLoad load = new TrunkLoad();
    // Any time is as good as another, also one about to overflow.
    private final long now = Long.MAX_VALUE - SECOND / 2;

    private static Trunk trunk(OptionalInt maxCalls, OptionalInt maxCallsPerSecond) {
        Trunk any = Trunk.ofPeer(
                new TrunkPeer("a", "192.0.2.1", 5060, TrunkPeer.Transport.UDP, List.of(), Optional.empty(), true));
        return new Trunk(
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
                maxCalls,
                maxCallsPerSecond,
                any.callerIdRule(),
                any.country(),
                any.trusted(),
                any.enabled());
    }

    @Test
    void aFullTrunkTakesTheNextCallWhenOneHasEnded() {
        Trunk two = trunk(OptionalInt.of(2), OptionalInt.empty());

        assertThat(load.begins(two, now)).isTrue();
        assertThat(load.begins(two, now)).isTrue();
        assertThat(load.begins(two, now)).isFalse();
        load.ended("a", now);

        assertThat(load.begins(two, now)).isTrue();
        assertThat(load.calls("a")).isEqualTo(2);
        assertThat(load.refused()).isEqualTo(1);
    }

    @Test
    void newCallsAreSpacedAfterASecondsWorthAtOnce() {
        Trunk four = trunk(OptionalInt.empty(), OptionalInt.of(4));

        for (int call = 0; call < 4; call++) {
            assertThat(load.begins(four, now)).isTrue();
        }
        assertThat(load.begins(four, now)).isFalse();
        assertThat(load.begins(four, now + SECOND / 4 - 1)).isFalse();
        assertThat(load.begins(four, now + SECOND / 4)).isTrue();
        assertThat(load.begins(four, now + SECOND / 4)).isFalse();
        assertThat(load.begins(four, now + SECOND * 3))
                .as("long idle, four again")
                .isTrue();
    }

    @Test
    void callsThatEndAtOnceDoNotMakeRoomForMoreInTheSecond() {
        Trunk one = trunk(OptionalInt.of(1), OptionalInt.of(1));

        assertThat(load.begins(one, now)).isTrue();
        load.ended("a", now);

        assertThat(load.begins(one, now)).isFalse();
        assertThat(load.begins(one, now + SECOND)).isTrue();
    }

    @Test
    void aTrunkWithoutLimitsIsCountedAndNeverFull() {
        Trunk any = trunk(OptionalInt.empty(), OptionalInt.empty());
        for (int call = 0; call < 1000; call++) {
            assertThat(load.begins(any, now)).isTrue();
        }
        for (int call = 0; call < 1000; call++) {
            load.ended("a", now);
        }
        assertThat(load.calls("a")).isZero();
    }
}
