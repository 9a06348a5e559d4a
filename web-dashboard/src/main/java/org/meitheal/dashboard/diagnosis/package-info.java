/** What is wrong, with the evidence for it: pure functions of what is known at one moment. */
@NullMarked
package org.meitheal.dashboard.diagnosis;

import org.jspecify.annotations.NullMarked;
