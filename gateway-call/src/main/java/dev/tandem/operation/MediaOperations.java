package dev.tandem.operation;

import dev.tandem.application.Connection.Asked;
import dev.tandem.application.ResultInformation;
import dev.tandem.call.CallControl;
import dev.tandem.call.Participant;
import dev.tandem.call.PartyId;
import dev.tandem.call.Refusal;
import dev.tandem.call.Roster;
import java.time.Duration;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * What applications play and listen for in a call: plays and recognitions one after another, keys as they come, music for
 * whoever is on hold. Owned by the call loop.
 */
public final class MediaOperations {

    static final ResultInformation CANCELLED = ResultInformation.of(400, 8508, "The operation was cancelled.");

    private static final ResultInformation NO_SPEECH =
            ResultInformation.of(400, 8565, "No speech provider is configured: only dtmf can be recognized.");

    private static final int WAITING_MAX = 20;

    /** A key is 100 ms long, and as long is the pause after it. */
    private static final Duration TONE = Duration.ofMillis(200);

    private final OperationScope scope;
    private final CallControl call;
    private final Roster roster;
    private final Deque<MediaOperation> waiting = new ArrayDeque<>();
    private final Map<Participant, Listening> listening = new LinkedHashMap<>();
    private final Map<Participant, Playback> music = new LinkedHashMap<>();
    private final Ringback ringback;
    private final MachineDetection detection;
    private @Nullable MediaOperation current;

    /** Somebody whose keys are told as they come. */
    private static final class Listening {
        private final Asked asked;
        private int tones;

        private Listening(Asked asked) {
            this.asked = asked;
        }
    }

    MediaOperations(OperationScope scope) {
        this.scope = scope;
        call = scope.call();
        roster = call.roster();
        ringback = new Ringback(scope);
        detection = new MachineDetection(scope);
    }

    /**
     * Plays to everybody, or to the parties named.
     *
     * @param interrupt stops what plays and waits; otherwise it waits for its turn
     */
    public Optional<Refusal> play(
            Asked asked, List<PromptSource> sources, List<PartyId> playTo, boolean loop, boolean interrupt) {
        List<Participant> targets = roster.present(playTo);
        if (targets.size() < playTo.size()) {
            return Optional.of(Refusal.UNKNOWN_PARTICIPANT);
        }
        return start(new PlayOperation(scope, this::done, asked, sources, targets, loop), interrupt);
    }

    /** Recognizes what a party presses or says, after a prompt if there is one. */
    public Optional<Refusal> recognize(
            Asked asked, List<PromptSource> prompts, PartyId party, RecognitionRules rules, boolean interrupt) {
        Optional<Participant> target = roster.present(party);
        if (target.isEmpty()) {
            return Optional.of(Refusal.UNKNOWN_PARTICIPANT);
        }
        boolean deaf = rules.hearsSpeech() && !scope.services().speech().listens();
        if (deaf && rules.needsProvider()) {
            scope.tell(asked, "RecognizeFailed", NO_SPEECH);
            return Optional.empty();
        }
        RecognitionRules possible = deaf ? rules.keysOnly() : rules;
        return start(new RecognizeOperation(scope, this::done, asked, target.get(), prompts, possible), interrupt);
    }

    private Optional<Refusal> start(MediaOperation operation, boolean interrupt) {
        if (roster.present().isEmpty()) {
            return Optional.of(Refusal.NOT_CONNECTED);
        }
        if (interrupt) {
            cancelAll();
        }
        if (waiting.size() >= WAITING_MAX) {
            return Optional.of(Refusal.BUSY);
        }
        waiting.add(operation);
        if (current == null) {
            next();
        }
        return Optional.empty();
    }

    private void next() {
        MediaOperation operation = waiting.poll();
        current = operation;
        if (operation != null) {
            operation.begin();
        }
    }

    /** An operation is over and has said so. */
    private void done(MediaOperation operation) {
        waiting.remove(operation);
        if (current == operation) {
            next();
        }
    }

    /** Cancels what plays or listens now, and what waits. */
    public void cancelAll() {
        List<MediaOperation> all = new ArrayList<>(waiting);
        waiting.clear();
        if (current != null) {
            all.add(0, current);
            current = null;
        }
        all.forEach(MediaOperation::cancel);
    }

    /** Tells every key of a party from now on. */
    public Optional<Refusal> startTones(Asked asked, PartyId party) {
        Optional<Participant> target = roster.present(party);
        target.ifPresent(one -> listening.put(one, new Listening(asked)));
        return target.isPresent() ? Optional.empty() : Optional.of(Refusal.UNKNOWN_PARTICIPANT);
    }

    /** Tells the keys of a party no longer. */
    public Optional<Refusal> stopTones(Asked asked, PartyId party) {
        Optional<Participant> target = roster.present(party);
        if (target.isEmpty()) {
            return Optional.of(Refusal.UNKNOWN_PARTICIPANT);
        }
        if (listening.remove(target.get()) == null) {
            return Optional.of(Refusal.NOT_RUNNING);
        }
        scope.tell(asked, "ContinuousDtmfRecognitionStopped", ResultInformation.success());
        return Optional.empty();
    }

    /** Presses keys towards a party. */
    public Optional<Refusal> sendTones(Asked asked, List<Tone> tones, PartyId party) {
        StringBuilder digits = new StringBuilder();
        tones.forEach(tone -> digits.append(tone.digit()));
        Optional<Participant> pressed =
                roster.present(party).filter(one -> one.seating().press(digits.toString()));
        if (pressed.isEmpty()) {
            return Optional.of(Refusal.UNKNOWN_PARTICIPANT);
        }
        call.later(
                TONE.multipliedBy(tones.size()),
                () -> scope.tell(asked, "SendDtmfTonesCompleted", ResultInformation.success()));
        return Optional.empty();
    }

    /** Puts a party on hold, with music if there is any. */
    public Optional<Refusal> hold(Asked asked, PartyId party, List<PromptSource> sources) {
        Optional<Participant> target = roster.present(party);
        if (target.isEmpty()) {
            return Optional.of(Refusal.UNKNOWN_PARTICIPANT);
        }
        target.get().hold(true);
        call.changed();
        stopMusic(target.get());
        if (!sources.isEmpty()) {
            HoldMusic listener = new HoldMusic(asked);
            Playback playback = new Playback(scope, sources, List.of(target.get()), true, listener);
            music.put(target.get(), playback);
            playback.begin();
        }
        return Optional.empty();
    }

    /** Takes a party off hold. */
    public Optional<Refusal> resume(PartyId party) {
        Optional<Participant> target = roster.present(party);
        target.ifPresent(one -> {
            stopMusic(one);
            one.hold(false);
            call.changed();
        });
        return target.isPresent() ? Optional.empty() : Optional.of(Refusal.UNKNOWN_PARTICIPANT);
    }

    private void stopMusic(Participant participant) {
        Playback playing = music.remove(participant);
        if (playing != null) {
            playing.stop();
        }
    }

    /** Music without end: only its failure is worth telling. */
    private final class HoldMusic implements Playback.Listener {
        private final Asked asked;

        private HoldMusic(Asked asked) {
            this.asked = asked;
        }

        @Override
        public void started() {}

        @Override
        public void completed() {}

        @Override
        public void failed(int sourceIndex, ResultInformation why) {
            scope.tell(asked, "HoldFailed", why);
        }
    }

    void pressed(Participant participant, char digit) {
        Listening heard = listening.get(participant);
        if (heard != null) {
            Map<String, Object> tone = Map.of("sequenceId", ++heard.tones, "tone", Tone.nameOf(digit));
            scope.tell(heard.asked, "ContinuousDtmfRecognitionToneReceived", ResultInformation.success(), tone);
        }
        if (current != null) {
            current.pressed(participant, digit);
        }
    }

    void rang(Participant participant) {
        ringback.rang(participant);
    }

    void joined(Participant participant) {
        ringback.over(participant);
        detection.joined(participant);
    }

    void notJoined(Participant participant) {
        ringback.over(participant);
    }

    void left(Participant participant) {
        listening.remove(participant);
        stopMusic(participant);
        List<MediaOperation> affected = new ArrayList<>(waiting);
        if (current != null) {
            affected.add(0, current);
        }
        affected.forEach(operation -> operation.left(participant));
    }

    /** Falls silent and listens no longer: the call or the last application is gone. */
    void stop() {
        cancelAll();
        List.copyOf(music.values()).forEach(Playback::stop);
        music.clear();
        listening.clear();
    }
}
