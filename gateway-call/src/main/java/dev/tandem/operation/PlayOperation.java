package dev.tandem.operation;

import dev.tandem.application.Connection.Asked;
import dev.tandem.application.ResultInformation;
import dev.tandem.call.Participant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.function.Consumer;

/** Plays prompts and tells how that went. Owned by the call loop. */
final class PlayOperation implements MediaOperation, Playback.Listener {

    private final OperationScope scope;
    private final Consumer<MediaOperation> done;
    private final Asked asked;
    private final List<Participant> targets;
    private final Playback playback;

    PlayOperation(
            OperationScope scope,
            Consumer<MediaOperation> done,
            Asked asked,
            List<PromptSource> sources,
            List<Participant> targets,
            boolean loop) {
        this.scope = scope;
        this.done = done;
        this.asked = asked;
        this.targets = new ArrayList<>(targets);
        playback = new Playback(scope, sources, targets, loop, this);
    }

    @Override
    public void begin() {
        playback.begin();
    }

    @Override
    public void cancel() {
        playback.stop();
        scope.tell(asked, "PlayCanceled", MediaOperations.CANCELLED);
    }

    @Override
    public void pressed(Participant participant, char digit) {}

    @Override
    public void left(Participant participant) {
        if (targets.remove(participant) && targets.isEmpty()) {
            cancel();
            done.accept(this);
        }
    }

    @Override
    public void started() {
        scope.tell(asked, "PlayStarted", ResultInformation.success());
    }

    @Override
    public void completed() {
        scope.tell(asked, "PlayCompleted", ResultInformation.success());
        done.accept(this);
    }

    @Override
    public void failed(int sourceIndex, ResultInformation why) {
        scope.tell(asked, "PlayFailed", why, Map.of("failedPlaySourceIndex", sourceIndex));
        done.accept(this);
    }
}
