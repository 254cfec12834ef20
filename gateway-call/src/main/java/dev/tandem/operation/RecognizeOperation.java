package dev.tandem.operation;

import dev.tandem.application.Connection.Asked;
import dev.tandem.application.ResultInformation;
import dev.tandem.call.Participant;
import dev.tandem.media.detect.SpeechCapture;
import dev.tandem.media.detect.SpeechCapture.Progress;
import dev.tandem.operation.Recognition.Await;
import dev.tandem.operation.Recognition.Finish;
import dev.tandem.operation.Recognition.GivenUp;
import dev.tandem.operation.Recognition.Listen;
import dev.tandem.operation.Recognition.NotUnderstood;
import dev.tandem.operation.Recognition.Pressed;
import dev.tandem.operation.Recognition.PromptEnded;
import dev.tandem.operation.Recognition.PromptStarted;
import dev.tandem.operation.Recognition.StopPrompt;
import dev.tandem.operation.Recognition.TalkBegan;
import dev.tandem.operation.Recognition.TalkEnded;
import dev.tandem.operation.Recognition.TimedOut;
import dev.tandem.operation.Recognition.Understand;
import dev.tandem.operation.Recognition.Understood;
import dev.tandem.operation.Speech.Heard;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/**
 * Plays a prompt to one participant, listens to what they press and say, and tells what that was. Owned by the call loop;
 * the participant is heard on a media loop, and a provider writes down what they say.
 */
final class RecognizeOperation implements MediaOperation, Playback.Listener {

    private static final ResultInformation GONE =
            ResultInformation.of(400, 8508, "The participant left before anything was recognized.");

    private static final int PROMPT_FAILED = 8511;

    private final OperationScope scope;
    private final Consumer<MediaOperation> done;
    private final Asked asked;
    private final Participant target;
    private final RecognitionRules rules;
    private final Recognition recognition;
    private final Playback prompt;
    private final boolean prompted;
    private @Nullable SpeechCapture capture;
    private int waits;

    RecognizeOperation(
            OperationScope scope,
            Consumer<MediaOperation> done,
            Asked asked,
            Participant target,
            List<PromptSource> prompts,
            RecognitionRules rules) {
        this.scope = scope;
        this.done = done;
        this.asked = asked;
        this.target = target;
        this.rules = rules;
        recognition = new Recognition(rules);
        prompt = new Playback(scope, prompts, List.of(target), false, this);
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

    private void on(Recognition.Event event) {
        recognition.on(event).forEach(this::perform);
    }

    private void perform(Recognition.Action action) {
        if (action instanceof StopPrompt) {
            prompt.stop();
        } else if (action instanceof Listen) {
            listen();
        } else if (action instanceof Await await) {
            await(await.time());
        } else if (action instanceof Understand) {
            understand();
        } else if (action instanceof Finish finish) {
            finish(finish);
        } else {
            throw new AssertionError(action);
        }
    }

    private void await(Duration time) {
        int wait = ++waits;
        scope.call().later(time, () -> {
            if (wait == waits) {
                on(new TimedOut());
            }
        });
    }

    private void listen() {
        SpeechCapture begun = new SpeechCapture(
                rules.speech().endSilence(),
                Recognition.TALK_MAX,
                progress -> scope.call().step(() -> heard(progress)));
        capture = begun;
        target.seating().overhear(begun);
    }

    private void heard(Progress progress) {
        on(progress == Progress.BEGAN ? new TalkBegan() : new TalkEnded());
    }

    private void understand() {
        SpeechCapture said = capture;
        if (said == null) {
            throw new IllegalStateException("nobody was listened to");
        }
        stopListening();
        // A worker, because half a minute of sound is copied.
        var unused = CompletableFuture.supplyAsync(said::wav, scope.services().workers())
                .thenCompose(wav ->
                        scope.services().speech().listen(wav, rules.speech().locale()))
                .thenAccept(heard -> scope.call().step(() -> understood(heard)));
    }

    private void understood(Heard heard) {
        on(heard.text().<Recognition.Event>map(Understood::new).orElseGet(() -> new NotUnderstood(heard.fault())));
    }

    private void stopListening() {
        if (capture != null) {
            target.seating().stopOverhearing(capture);
            capture = null;
        }
    }

    private void finish(Finish finish) {
        ResultInformation result = ResultInformation.of(finish.code(), finish.subCode(), finish.message());
        scope.tell(asked, finish.code() == 200 ? "RecognizeCompleted" : "RecognizeFailed", result, finish.found());
        end();
    }

    private void end() {
        giveUp();
        done.accept(this);
    }

    /** What comes after this, such as a text from the provider, is for nobody. */
    private void giveUp() {
        waits++;
        on(new GivenUp());
        stopListening();
    }

    @Override
    public void cancel() {
        giveUp();
        prompt.stop();
        scope.tell(asked, "RecognizeCanceled", MediaOperations.CANCELLED);
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
            scope.tell(asked, "RecognizeFailed", GONE);
            end();
        }
    }

    @Override
    public void started() {
        on(new PromptStarted());
    }

    @Override
    public void completed() {
        on(new PromptEnded());
    }

    @Override
    public void failed(int sourceIndex, ResultInformation why) {
        ResultInformation result = ResultInformation.of(400, PROMPT_FAILED, "The prompt failed: " + why.message());
        scope.tell(asked, "RecognizeFailed", result, Map.of("failedPlaySourceIndex", sourceIndex));
        end();
    }
}
