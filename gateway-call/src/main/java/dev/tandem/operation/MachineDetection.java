package dev.tandem.operation;

import dev.tandem.application.Connection.Asked;
import dev.tandem.application.Identifier;
import dev.tandem.application.InvitationRequest;
import dev.tandem.application.ResultInformation;
import dev.tandem.call.Participant;
import dev.tandem.media.PcmSink;
import dev.tandem.media.detect.AnsweringMachineDetector;
import dev.tandem.media.detect.AnsweringMachineDetector.Timing;
import dev.tandem.media.detect.AnsweringMachineDetector.Verdict;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;

/**
 * Listens to those who answered and tells whoever invited them, if they asked for it, whether a person or a machine did, and
 * when the machine's beep is over. Owned by the call loop; participants are heard on a media loop.
 */
final class MachineDetection {

    /** Azure Communication Services has no such events, so they bear our name. */
    private static final String VERDICT = "Tandem.AnsweringMachineDetection";

    private static final String BEEP_ENDED = "Tandem.AnsweringMachineBeepEnded";

    private final OperationScope scope;

    MachineDetection(OperationScope scope) {
        this.scope = scope;
    }

    /** Somebody answered. */
    void joined(Participant participant) {
        scope.audience()
                .request(participant)
                .filter(InvitationRequest::detectsMachine)
                .ifPresent(request -> participant.seating().overhear(new Ear(participant, request.asked())));
    }

    private void found(Participant participant, Asked asked, Verdict verdict) {
        boolean beepEnded = verdict == Verdict.BEEP_ENDED;
        Identifier who = Identifier.of(participant.id());
        scope.tell(
                asked,
                beepEnded ? BEEP_ENDED : VERDICT,
                ResultInformation.success(),
                beepEnded
                        ? Map.of("participant", who)
                        : Map.of("participant", who, "result", verdict.name().toLowerCase(Locale.ROOT)));
    }

    /** Hears one of them until there is nothing more to find out. */
    private final class Ear implements PcmSink {
        private final Participant participant;
        private final Asked asked;
        private final AnsweringMachineDetector detector = new AnsweringMachineDetector(Timing.USUAL, sampleRateHz());
        private boolean done;

        private Ear(Participant participant, Asked asked) {
            this.participant = participant;
            this.asked = asked;
        }

        @Override
        public void hear(short[] frame) {
            if (done) {
                return;
            }
            Optional<Verdict> verdict = detector.hear(frame);
            done = detector.isDone();
            verdict.ifPresent(what -> scope.call().step(() -> found(participant, asked, what)));
            if (done) {
                scope.call().step(() -> participant.seating().stopOverhearing(this));
            }
        }
    }
}
