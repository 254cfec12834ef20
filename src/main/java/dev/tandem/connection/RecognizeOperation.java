package dev.tandem.connection;

import dev.tandem.connection.Connection.Asked;
import dev.tandem.connection.DtmfCollection.Await;
import dev.tandem.connection.DtmfCollection.Finish;
import dev.tandem.connection.DtmfCollection.Pressed;
import dev.tandem.connection.DtmfCollection.PromptEnded;
import dev.tandem.connection.DtmfCollection.StopPrompt;
import dev.tandem.connection.DtmfCollection.TimedOut;
import java.time.Duration;
import java.util.List;
import java.util.Map;

/** Plays a prompt to one participant, collects the keys they press, and tells which. Owned by the call loop. */
final class RecognizeOperation implements MediaOperation, Playback.Listener {

    private static final ResultInformation GONE =
            ResultInformation.of(400, 8508, "The participant left before anything was recognized.");

    private final MediaOperations media;
    private final Asked asked;
    private final Participant target;
    private final DtmfCollection collection;
    private final Playback prompt;
    private final boolean prompted;
    private int waits;

    RecognizeOperation(
            MediaOperations media, Asked asked, Participant target, List<PromptSource> prompts, DtmfRules rules) {
        this.media = media;
        this.asked = asked;
        this.target = target;
        collection = new DtmfCollection(rules);
        prompt = new Playback(media, prompts, List.of(target), false, this);
        prompted = !prompts.isEmpty();
    }

    @Override
    public void begin() {
        if (prompted) {
            prompt.begin();
        } else {
            on(new PromptEnded());
        }
    }

    private void on(DtmfCollection.Event event) {
        collection.on(event).forEach(this::perform);
    }

    private void perform(DtmfCollection.Action action) {
        if (action instanceof StopPrompt) {
            prompt.stop();
        } else if (action instanceof Await await) {
            await(await.time());
        } else if (action instanceof Finish finish) {
            finish(finish);
        }
    }

    private void await(Duration time) {
        int wait = ++waits;
        media.later(time, () -> {
            if (wait == waits) {
                on(new TimedOut());
            }
        });
    }

    private void finish(Finish finish) {
        ResultInformation result = ResultInformation.of(finish.code(), finish.subCode(), finish.message());
        if (finish.code() == 200) {
            Map<String, Object> found =
                    Map.of("recognitionType", "dtmf", "dtmfResult", Map.of("tones", Tone.namesOf(collection.digits())));
            media.tell(asked, "RecognizeCompleted", result, found);
        } else {
            media.tell(asked, "RecognizeFailed", result);
        }
        end();
    }

    private void end() {
        waits++;
        media.done(this);
    }

    @Override
    public void cancel() {
        waits++;
        prompt.stop();
        media.tell(asked, "RecognizeCanceled", MediaOperations.CANCELLED);
    }

    @Override
    public void pressed(Participant participant, char digit) {
        if (participant == target) {
            on(new Pressed(digit));
        }
    }

    @Override
    public void left(Participant participant) {
        if (participant == target) {
            prompt.stop();
            media.tell(asked, "RecognizeFailed", GONE);
            end();
        }
    }

    @Override
    public void started() {}

    @Override
    public void completed() {
        on(new PromptEnded());
    }

    @Override
    public void failed(int sourceIndex, ResultInformation why) {
        media.tell(asked, "RecognizeFailed", why, Map.of("failedPlaySourceIndex", sourceIndex));
        end();
    }
}
