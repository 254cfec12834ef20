package dev.tandem.operation;

import dev.tandem.call.CallControl;
import dev.tandem.call.Participant;
import dev.tandem.call.PartyId;
import dev.tandem.call.Refusal;
import dev.tandem.call.Roster;
import dev.tandem.media.Conference;
import dev.tandem.media.record.Recording;
import dev.tandem.media.record.RecordingEnd;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CopyOnWriteArrayList;
import org.jspecify.annotations.Nullable;

/** Records a call, one recording at a time. Owned by the call loop. */
public final class CallRecording {

    private final OperationScope scope;
    private final CallControl call;
    private final Roster roster;
    private @Nullable Going going;

    /** A recording that goes on. */
    private static final class Going {
        private final RecordingTerms terms;
        private final Instant startedAt;
        /** Raw ids by channel; also read when the file is complete, by the writer. */
        private final List<String> channels;

        private final Recording file;
        private Conference.@Nullable Member seat;
        private boolean paused;

        private Going(RecordingTerms terms, List<String> channels, Recording file, Instant startedAt) {
            this.terms = terms;
            this.channels = channels;
            this.file = file;
            this.startedAt = startedAt;
            paused = terms.paused();
        }

        /** The channel of a party; empty when all are taken. */
        private Optional<Integer> channelOf(PartyId party) {
            int known = channels.indexOf(party.rawId());
            if (known < 0 && channels.size() < terms.format().channels()) {
                channels.add(party.rawId());
                known = channels.size() - 1;
            }
            return known < 0 ? Optional.empty() : Optional.of(known);
        }
    }

    CallRecording(OperationScope scope) {
        this.scope = scope;
        call = scope.call();
        roster = call.roster();
    }

    /** Begins one. */
    public Optional<Refusal> start(RecordingTerms terms) {
        if (going != null) {
            return Optional.of(Refusal.RUNNING);
        }
        if (roster.present().isEmpty()) {
            return Optional.of(Refusal.NOT_CONNECTED);
        }
        Going begun = begin(terms);
        going = begun;
        if (begun.paused) {
            begun.file.pause();
        }
        if (terms.mixed()) {
            begun.seat = call.conference().join(begun.file.party());
        } else {
            roster.present().forEach(one -> hear(begun, one));
        }
        tell(begun);
        return Optional.empty();
    }

    private Going begin(RecordingTerms terms) {
        List<String> channels = new CopyOnWriteArrayList<>();
        terms.ordering().forEach(party -> channels.add(party.rawId()));
        Recording file =
                scope.services().recorder().start(terms.file(), terms.format(), end -> ended(terms, channels, end));
        return new Going(terms, channels, file, call.now());
    }

    /** Any thread. */
    private void ended(RecordingTerms terms, List<String> channels, RecordingEnd end) {
        List<String> heard = terms.mixed() ? List.of() : List.copyOf(channels);
        scope.services().recordings().finish(terms.id(), end, heard);
        call.step(() -> stop(terms.id()));
    }

    private static void hear(Going recording, Participant participant) {
        recording
                .channelOf(participant.id())
                .ifPresent(channel -> participant.seating().overhear(recording.file.channel(channel)));
    }

    void joined(Participant participant) {
        if (going != null && !going.terms.mixed()) {
            hear(going, participant);
        }
    }

    /** Whether this one goes on and is not paused. */
    public boolean isActive(String id) {
        return find(id).filter(recording -> !recording.paused).isPresent();
    }

    /** Leaves out what comes. */
    public Optional<Refusal> pause(String id) {
        return change(id, true);
    }

    /** Goes on. */
    public Optional<Refusal> resume(String id) {
        return change(id, false);
    }

    private Optional<Refusal> change(String id, boolean pause) {
        Optional<Going> found = find(id);
        found.filter(recording -> recording.paused != pause).ifPresent(recording -> {
            recording.paused = pause;
            if (pause) {
                recording.file.pause();
            } else {
                recording.file.resume();
            }
            tell(recording);
        });
        return found.isPresent() ? Optional.empty() : Optional.of(Refusal.NOT_RUNNING);
    }

    /** Ends it; its file is complete when {@link RecordingLog} is told. */
    public Optional<Refusal> stop(String id) {
        Optional<Going> found = find(id);
        found.ifPresent(this::stop);
        return found.isPresent() ? Optional.empty() : Optional.of(Refusal.NOT_RUNNING);
    }

    void callEnded() {
        if (going != null) {
            stop(going);
        }
    }

    private void stop(Going recording) {
        going = null;
        recording.paused = true;
        recording.file.stop();
        if (recording.seat != null) {
            recording.seat.close();
        }
        if (!recording.terms.mixed()) {
            roster.present()
                    .forEach(one -> recording
                            .channelOf(one.id())
                            .ifPresent(channel -> one.seating().stopOverhearing(recording.file.channel(channel))));
        }
        tell(recording);
    }

    private Optional<Going> find(String id) {
        return Optional.ofNullable(going)
                .filter(recording -> recording.terms.id().equals(id));
    }

    private void tell(Going recording) {
        scope.audience()
                .tellRecording(
                        recording.terms.callbackUri(),
                        recording.terms.id(),
                        recording.paused ? "inactive" : "active",
                        recording.startedAt);
    }
}
