package dev.tandem.connection;

import dev.tandem.connection.Participant.Purpose;
import dev.tandem.media.play.CountryTones;
import dev.tandem.media.play.PlaySource;
import dev.tandem.media.play.Player;
import dev.tandem.media.play.ToneCadence;
import dev.tandem.number.E164;
import dev.tandem.number.NumberFacts;
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

    private final ConferenceCall call;
    private final Roster roster;
    private @Nullable Ringing ringing;

    /** Who hears that whom rings. */
    private record Ringing(Participant target, Participant transferee, Player player) {}

    Ringback(ConferenceCall call, Roster roster) {
        this.call = call;
        this.roster = roster;
    }

    /** Somebody rings. */
    void rang(Participant target) {
        if (target.terms().purpose() == Purpose.TRANSFER_TARGET && ringing == null) {
            // The numbering plans are files, read when they are first asked for.
            call.means().workers().execute(() -> {
                ToneCadence tone = toneOf(target.id());
                call.step(() -> begin(target, tone));
            });
        }
    }

    private static ToneCadence toneOf(PartyId party) {
        return CountryTones.ringback(E164.parse(party.value())
                .flatMap(number -> NumberFacts.of(number).country())
                .orElse(NO_COUNTRY));
    }

    private void begin(Participant target, ToneCadence tone) {
        Optional<Participant> transferee =
                roster.present().stream().filter(one -> !one.isWhisperedTo()).findFirst();
        if (ringing == null && target.isInvited() && transferee.isPresent()) {
            Player player = Player.start(
                    SAMPLE_RATE_HZ,
                    List.of(new PlaySource.Tone(tone)),
                    Player.ENDLESS,
                    call.means().workers(),
                    end -> {});
            ringing = new Ringing(target, transferee.get(), player);
            transferee.get().whisper(player);
        }
    }

    /** They answered, or will not. */
    void over(Participant target) {
        Ringing heard = ringing;
        if (heard != null && heard.target().equals(target)) {
            ringing = null;
            heard.player().stop();
            call.later(Playback.FADE, () -> heard.transferee().hush(heard.player()));
        }
    }
}
