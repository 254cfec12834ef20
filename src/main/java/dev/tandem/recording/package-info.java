/**
 * Recordings of calls: started, paused and stopped over REST, kept as files below the data directory, and told of when
 * their file is complete.
 */
@NullMarked
package dev.tandem.recording;

import org.jspecify.annotations.NullMarked;
