/** What must outlive the process of the limits against toll fraud: who is blocked, and what was used today. */
@NullMarked
package dev.tandem.toll.block;

import org.jspecify.annotations.NullMarked;
