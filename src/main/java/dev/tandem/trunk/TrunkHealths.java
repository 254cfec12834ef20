package dev.tandem.trunk;

import dev.tandem.sip.trunk.TrunkHealth;

/** How the trunks do. For any thread; answers from memory. */
public interface TrunkHealths {

    /** What is known about the trunk of this name; {@link TrunkHealth#NONE} when nothing is. */
    TrunkHealth health(String trunk);
}
