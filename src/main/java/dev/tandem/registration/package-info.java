/** How users come in: browsers over WebSocket with an access token, softphones by digest; and who is where. */
@NullMarked
package dev.tandem.registration;

import org.jspecify.annotations.NullMarked;
