package org.maillage.files;

import java.util.Locale;

/** Why a content may not come in. Each has its sentence, which names the file: {@code files.unfit.…}. */
public enum Unfit {
    /** None of the types that may be attached. */
    TYPE,
    /** A zip or another archive, whatever its name says. */
    ARCHIVE,
    /** A Word, Excel or PowerPoint document of before 2007. */
    OLD,
    /** Macros, ActiveX controls, scripts of LibreOffice. */
    MACROS,
    /** Would fetch a template or an object from elsewhere when it is opened. */
    ELSEWHERE,
    /** Inflates beyond any real document. */
    BOMB,
    /** A PDF that runs something: JavaScript, a program to launch, a dynamic form, a film. */
    SCRIPTS,
    /** A PDF that carries other files inside. */
    ATTACHED,
    /** Opens with a password only: nobody here could read it, nor could it be checked. */
    PASSWORD,
    /** Cut short or damaged. */
    BROKEN,
    /** Two things at once, such as a picture that is also an archive. */
    TWOFOLD,
    /** A picture of more points than a reader's machine bears. */
    TOO_WIDE,
    /** Could not be checked in the time and memory that a check is given. */
    UNCHECKED;

    /** Key of its sentence; argument 0 is the file's name. */
    public String message() {
        return "files.unfit." + name().toLowerCase(Locale.ROOT);
    }
}
