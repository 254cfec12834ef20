package dev.tandem.operation;

import dev.tandem.call.Participant;
import dev.tandem.call.PartyId;
import dev.tandem.media.play.CountryTones;
import dev.tandem.media.play.PlaySource;
import dev.tandem.media.play.Player;
import dev.tandem.media.play.ToneCadence;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * Lets somebody who is being transferred hear that the other side rings, as it sounds in the other side's country, unless an
 * application plays them something. Owned by the call loop.
 */
final class Ringback {

    /** As wide as a telephone line: no tone of the network has more. */
    private static final int SAMPLE_RATE_HZ = 8_000;

    private static final String NO_COUNTRY = "";

    private final OperationScope scope;
    private @Nullable Ringing ringing;

    /** Who hears that whom rings. */
    private record Ringing(Participant target, Participant transferee, Player player) {}

    Ringback(OperationScope scope) {
        this.scope = scope;
    }

    /** Somebody rings. */
    void rang(Participant target) {
        if (ringing == null && scope.audience().transfersTo(target).isPresent()) {
            // The numbering plans are files, read when they are first asked for.
            scope.services().workers().execute(() -> {
                ToneCadence tone = toneOf(target.id());
                scope.call().step(() -> begin(target, tone));
            });
        }
    }

    private ToneCadence toneOf(PartyId party) {
        return CountryTones.ringback(
                scope.services().countries().of(party.value()).orElse(NO_COUNTRY));
    }

    private void begin(Participant target, ToneCadence tone) {
        Optional<Participant> transferee = scope.call().roster().present().stream()
                .filter(one -> !one.seating().isWhisperedTo())
                .findFirst();
        if (ringing == null && target.isInvited() && transferee.isPresent()) {
            Player player = Player.start(
                    SAMPLE_RATE_HZ,
                    List.of(new PlaySource.Tone(tone)),
                    Player.ENDLESS,
                    scope.services().workers(),
                    end -> {});
            ringing = new Ringing(target, transferee.get(), player);
            transferee.get().seating().whisper(player);
        }
    }

    /** They answered, or will not. */
    void over(Participant target) {
        Ringing heard = ringing;
        if (heard != null && heard.target().equals(target)) {
            ringing = null;
            heard.player().stop();
            scope.call().later(Playback.FADE, () -> heard.transferee().seating().hush(heard.player()));
        }
    }
}
