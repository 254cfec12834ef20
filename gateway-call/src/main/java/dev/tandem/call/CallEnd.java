package dev.tandem.call;

import dev.tandem.sip.Reason;
import java.util.Optional;

/**
 * How a call ended, or somebody's part in it.
 *
 * @param sipStatus the SIP status that says it best; 200 for an ordinary end
 * @param text its reason phrase, or a sentence of ours
 * @param said what the Reason header of whoever ended it said; others are told the same
 */
public record CallEnd(EndReason reason, int sipStatus, String text, Optional<Reason> said) {

    /** An end of which no Reason header said anything. */
    public CallEnd(EndReason reason, int sipStatus, String text) {
        this(reason, sipStatus, text, Optional.empty());
    }

    /** The text for records: with what the Reason header said. */
    String inWords() {
        return said.map(why -> text + " (" + why.value() + ")").orElse(text);
    }
}
