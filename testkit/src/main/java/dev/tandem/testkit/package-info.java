/** What tests of several modules share: real peers as processes, waiting with a deadline, the comparison of speech. */
@NullMarked
package dev.tandem.testkit;

import org.jspecify.annotations.NullMarked;
