package dev.tandem.sip;

import java.util.List;
import java.util.Optional;

/** What admission asks about trunks and users. Called on SIP threads: answers come from memory and never block. */
public interface SipDirectory {

    /** The trunks as they are now, enabled ones and others. */
    List<TrunkPeer> trunks();

    /** The same by what proves them; asked for every INVITE, so whoever holds trunks for long keeps it ready. */
    default TrunkTable trunkTable() {
        return new TrunkTable(trunks());
    }

    /** Whether an address-of-record is a user's of ours. */
    default boolean isUser(AddressOfRecord aor) {
        return credentials(aor).isPresent();
    }

    /** The softphone credentials of a user, if a SIP password was issued; the user name is the AOR's user part. */
    Optional<DigestCredentials> credentials(AddressOfRecord aor);
}
