package dev.tandem.connection;

import dev.tandem.connection.Connection.Asked;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/** Plays prompts and tells how that went. Owned by the call loop. */
final class PlayOperation implements MediaOperation, Playback.Listener {

    private final MediaOperations media;
    private final Asked asked;
    private final List<Participant> targets;
    private final Playback playback;

    PlayOperation(
            MediaOperations media, Asked asked, List<PromptSource> sources, List<Participant> targets, boolean loop) {
        this.media = media;
        this.asked = asked;
        this.targets = new ArrayList<>(targets);
        playback = new Playback(media, sources, targets, loop, this);
    }

    @Override
    public void begin() {
        playback.begin();
    }

    @Override
    public void cancel() {
        playback.stop();
        media.tell(asked, "PlayCanceled", MediaOperations.CANCELLED);
    }

    @Override
    public void pressed(Participant participant, char digit) {}

    @Override
    public void left(Participant participant) {
        if (targets.remove(participant) && targets.isEmpty()) {
            cancel();
            media.done(this);
        }
    }

    @Override
    public void started() {
        media.tell(asked, "PlayStarted", ResultInformation.success());
    }

    @Override
    public void completed() {
        media.tell(asked, "PlayCompleted", ResultInformation.success());
        media.done(this);
    }

    @Override
    public void failed(int sourceIndex, ResultInformation why) {
        media.tell(asked, "PlayFailed", why, Map.of("failedPlaySourceIndex", sourceIndex));
        media.done(this);
    }
}
