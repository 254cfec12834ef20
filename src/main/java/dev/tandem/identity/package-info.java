/** VoIP users: identities, their access tokens and SIP passwords. What SIP and WebSocket upgrades ask is in memory. */
@NullMarked
package dev.tandem.identity;

import org.jspecify.annotations.NullMarked;
