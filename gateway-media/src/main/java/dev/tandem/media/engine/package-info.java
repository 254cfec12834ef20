/**
 * The engine behind the interfaces of {@code dev.tandem.media}: legs and conferences on the media loops that own them. Call
 * loops come in here; what they ask for goes to the loops as commands.
 */
@NullMarked
package dev.tandem.media.engine;

import org.jspecify.annotations.NullMarked;
