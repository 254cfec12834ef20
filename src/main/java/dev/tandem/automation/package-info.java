/**
 * Call Automation over REST, as the official SDKs speak it: resources read the request, {@link
 * dev.tandem.automation.Invitations} decides whether it may be done, and the call does it on its own loop.
 */
@NullMarked
package dev.tandem.automation;

import org.jspecify.annotations.NullMarked;
