package dev.tandem.operation;

import static org.assertj.core.api.Assertions.assertThat;

import dev.tandem.application.Connection;
import dev.tandem.application.Connection.Asked;
import dev.tandem.application.StreamTerms;
import dev.tandem.call.Refusal;
import dev.tandem.media.record.RecordingFormat;
import dev.tandem.streaming.DialectName;
import dev.tandem.testkit.Eventually;
import java.net.URI;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What is kept of a call and what is sent to bots. */
class RecordingAndStreamingTest extends CallStage {

    @Test
    void aRecordingHearsEverybodyInAChannelOfTheirOwnUntilTheCallEnds(@TempDir Path directory) {
        create(ANN, BOB);
        answer(0);
        RecordingTerms terms = new RecordingTerms(
                "rec",
                directory.resolve("rec.wav"),
                new RecordingFormat(RecordingFormat.Container.WAV, 16_000, 2),
                false,
                List.of(BOB),
                false,
                Optional.empty());

        assertThat(tried(call -> call.recording().start(terms))).isEmpty();
        assertThat(tried(call -> call.recording().start(terms))).contains(Refusal.RUNNING);
        answer(1);
        assertThat(world.conferences.get(0).members).allMatch(member -> member.overheard != null);
        assertThat(tried(call -> call.recording().pause("rec"))).isEmpty();
        assertThat(tried(call -> call.recording().resume("rec"))).isEmpty();
        assertThat(tried(call -> call.recording().pause("other"))).contains(Refusal.NOT_RUNNING);
        tried(CallAutomation::terminate);
        drain();

        assertThat(recorded.join()).containsExactly(BOB.rawId(), ANN.rawId());
        assertThat(told().stream().filter("RecordingStateChanged"::equals)).hasSize(4);
    }

    @Test
    void aStreamThatMayNotBeConnectedFailsAndTheCallGoesOn() {
        StreamTerms terms =
                new StreamTerms(DialectName.ACS, URI.create("wss://127.0.0.1/bot"), 16_000, false, true, true, true);
        Connection streaming =
                new Connection(CALLBACK, Optional.empty(), Connection.Origin.CREATED, NOBODY, Optional.of(terms));
        calls.create("tenant", "+13125550100", streaming, List.of(invitee(ANN)))
                .orElseThrow()
                .toCompletableFuture()
                .join();

        answer(0);
        Eventually.within(Duration.ofSeconds(5), () -> told().contains("MediaStreamingFailed"));

        assertThat(last().at("/mediaStreamingUpdate/mediaStreamingStatusDetails")
                        .asText())
                .isEqualTo("forbidden");
        assertThat(streaming.state()).isEqualTo("connected");
        assertThat(tried(call -> call.streaming().stop(Asked.by(streaming)), streaming))
                .contains(Refusal.NOT_RUNNING);
    }
}
