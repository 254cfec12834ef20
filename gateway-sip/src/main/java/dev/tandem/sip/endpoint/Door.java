package dev.tandem.sip.endpoint;

import dev.tandem.sip.SipDirectory;
import dev.tandem.sip.admission.Strangers;
import dev.tandem.sip.message.Tokens;
import java.net.InetAddress;

/** Whose messages are looked at: those of trunks and of who proved itself always, a stranger's so many. Thread-safe. */
final class Door {
    private final SipDirectory directory;
    private final Strangers strangers = new Strangers((int) Tokens.number(), System.nanoTime());

    Door(SipDirectory directory) {
        this.directory = directory;
    }

    /** Whether a message from an address, come by a transport, is looked at. */
    boolean admits(InetAddress source, String transport) {
        long now = System.nanoTime();
        return strangers.knows(source, now)
                || strangers.admits(source, !transport.equals("udp"), now)
                || isTrunk(source, transport, now);
    }

    /** Asked only when a stranger would not be heard: trunks that send little need no search. */
    private boolean isTrunk(InetAddress source, String transport, long now) {
        boolean trunk = directory.trunkTable().bySource(source, transport).isPresent();
        if (trunk) {
            strangers.know(source, now);
        }
        return trunk;
    }

    /** Takes an address for no stranger's. */
    void know(InetAddress source) {
        strangers.know(source, System.nanoTime());
    }
}
