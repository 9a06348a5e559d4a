/** What a person sees while something takes its time. */
@NullMarked
package org.meitheal.lab.progress;

import org.jspecify.annotations.NullMarked;
