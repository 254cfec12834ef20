package dev.tandem.sip.trunk;

import static org.assertj.core.api.Assertions.assertThat;

import dev.tandem.sip.TrunkPeer;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;

class TrunkWatchTest {

    private static final Instant NOW = Instant.parse("2030-01-01T12:00:00Z");
    private static final Duration MINUTE = Duration.ofMinutes(1);

    private final TrunkWatch watch = new TrunkWatch();

    private static TrunkPeer peer(String name, int port, boolean enabled) {
        return new TrunkPeer(name, "192.0.2.1", port, TrunkPeer.Transport.UDP, List.of(), Optional.empty(), enabled);
    }

    @Test
    void anEnabledTrunkIsAskedAtOnceAndThenOnceAnInterval() {
        TrunkPeer enabled = peer("a", 5060, true);
        List<TrunkPeer> trunks = List.of(enabled, peer("b", 5060, false));

        assertThat(watch.due(trunks, MINUTE, NOW)).containsExactly(enabled);
        assertThat(watch.due(trunks, MINUTE, NOW.plusSeconds(59))).isEmpty();
        assertThat(watch.due(trunks, MINUTE, NOW.plusSeconds(60))).containsExactly(enabled);
    }

    @Test
    void nobodyIsAskedWithoutAnIntervalButTheTrunksAreHeard() {
        TrunkPeer trunk = peer("a", 5060, true);

        assertThat(watch.due(List.of(trunk), Duration.ZERO, NOW)).isEmpty();
        watch.learn(trunk, health -> health.heard(NOW));

        assertThat(watch.health("a").ping(NOW)).isEqualTo(TrunkHealth.Ping.ACTIVE);
    }

    @Test
    void aChangedTrunkIsAnotherOneAndWhatIsLearntOfTheOldOneIsNotItsOwn() {
        TrunkPeer before = peer("a", 5060, true);
        TrunkPeer after = peer("a", 5062, true);
        watch.due(List.of(before), MINUTE, NOW);
        watch.learn(before, health -> health.answered(NOW));

        assertThat(watch.due(List.of(after), MINUTE, NOW.plusSeconds(1))).containsExactly(after);
        watch.learn(before, TrunkHealth::failed);

        assertThat(watch.health("a")).isEqualTo(TrunkHealth.NONE);
    }

    @Test
    void aTrunkThatIsGoneIsForgotten() {
        TrunkPeer trunk = peer("a", 5060, true);
        watch.due(List.of(trunk), MINUTE, NOW);
        watch.learn(trunk, health -> health.answered(NOW));

        watch.due(List.of(), MINUTE, NOW);
        watch.learn(trunk, health -> health.answered(NOW));

        assertThat(watch.health("a")).isEqualTo(TrunkHealth.NONE);
    }
}
