/** How the process ends when it cannot do its work: one sentence, and an exit code that says which kind of trouble it was. */
@NullMarked
package dev.tandem.exit;

import org.jspecify.annotations.NullMarked;
