/** Programs as processes of their own: started, watched, stopped, and gone when the lab is. */
@NullMarked
package org.meitheal.lab.program;

import org.jspecify.annotations.NullMarked;
