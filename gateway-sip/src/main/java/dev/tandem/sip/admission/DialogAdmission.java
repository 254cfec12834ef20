package dev.tandem.sip.admission;

import dev.tandem.sip.AddressOfRecord;
import dev.tandem.sip.Binding;
import dev.tandem.sip.BindingStore;
import dev.tandem.sip.Cidr;
import dev.tandem.sip.IncomingInvite.Origin;
import dev.tandem.sip.SipDirectory;
import dev.tandem.sip.TrunkPeer;
import dev.tandem.sip.flow.Hop;
import dev.tandem.sip.message.RequestText;
import java.net.InetAddress;
import java.time.Instant;

/**
 * Who may speak inside a dialog, beside knowing its Call-ID and tags (RFC 3261, section 12.2.2). A connection is no dialog:
 * requests may come over any, but only from whom the dialog is with. Thread-safe.
 */
public final class DialogAdmission {
    private final SipDirectory directory;
    private final BindingStore bindings;

    /** Makes an admission by what is known of trunks and registered contacts at each moment. */
    public DialogAdmission(SipDirectory directory, BindingStore bindings) {
        this.directory = directory;
        this.bindings = bindings;
    }

    /**
     * Whether a request comes from whom the dialog is with.
     *
     * @param peer whom, as proven when the dialog began
     * @param usual where our own requests go
     */
    public boolean admits(Origin peer, Hop usual, RequestText request, Instant now) {
        if (peer instanceof Origin.User user) {
            return user(user.aor(), usual, request, now);
        }
        if (peer instanceof Origin.Trunk trunk) {
            return request.flowUser().isEmpty() && trunk(trunk.name(), usual, source(request));
        }
        throw new AssertionError(peer);
    }

    /** Over any flow that the user's token opened; without a token from where the user is registered or called from. */
    private boolean user(AddressOfRecord aor, Hop usual, RequestText request, Instant now) {
        if (request.flowUser().isPresent()) {
            return request.flowUser().get().equals(aor);
        }
        boolean byToken = usual.transport().equals("ws");
        return (!byToken && usual.facing().equals(source(request))) || isRegisteredAt(aor, source(request), now);
    }

    private boolean isRegisteredAt(AddressOfRecord aor, InetAddress source, Instant now) {
        for (Binding binding : bindings.find(aor, now)) {
            if (!binding.transport().equals("ws") && isHost(binding.source(), source)) {
                return true;
            }
        }
        return false;
    }

    private static boolean isHost(String addressAndPort, InetAddress host) {
        int colon = addressAndPort.lastIndexOf(':');
        return colon > 0 && addressAndPort.substring(0, colon).equals(host.getHostAddress());
    }

    /** From where we send to, or the trunk's own addresses. Of one without addresses its secrets must do: the tags. */
    private boolean trunk(String name, Hop usual, InetAddress source) {
        if (usual.facing().equals(source)) {
            return true;
        }
        for (TrunkPeer trunk : directory.trunks()) {
            if (trunk.name().equals(name)) {
                return trunk.allowedSources().isEmpty() || holds(trunk, source);
            }
        }
        return false;
    }

    private static boolean holds(TrunkPeer trunk, InetAddress source) {
        for (Cidr block : trunk.allowedSources()) {
            if (block.contains(source)) {
                return true;
            }
        }
        return false;
    }

    private static InetAddress source(RequestText request) {
        return request.source().getAddress();
    }
}
