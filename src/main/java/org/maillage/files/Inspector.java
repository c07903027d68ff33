package org.maillage.files;

import java.io.IOException;
import org.maillage.files.apart.Answer;
import org.maillage.files.apart.Task;
import org.maillage.kernel.Refused;
import org.springframework.beans.factory.DisposableBean;
import org.springframework.stereotype.Component;

/** Decides whether a content comes in: by its size, its real type, its name, and by what a process apart finds in it. */
@Component
class Inspector implements DisposableBean {
    private final ProcessApart apart;

    Inspector(ReadingSettings settings) {
        apart = new ProcessApart(settings.memory(), settings.longestCheck());
    }

    /**
     * @param field the form's field, for the refusal
     * @throws Refused with a sentence that names the file and says how to mend it
     */
    FileType admit(String field, String typedName, Spool spool, long most) throws IOException {
        FileType type = plausible(field, typedName, spool, most);
        if (!type.mayHide()) return type;
        Answer answer = apart.ask(Task.INSPECT, type, spool.path());
        switch (answer.outcome()) {
            case DONE, NOTHING -> {}
            case BROKEN -> throw refusal(field, typedName, Unfit.BROKEN);
            case PASSWORD -> throw refusal(field, typedName, Unfit.PASSWORD);
            case BOMB -> throw refusal(field, typedName, Unfit.BOMB);
            case MACROS -> throw refusal(field, typedName, Unfit.MACROS);
            case ELSEWHERE -> throw refusal(field, typedName, Unfit.ELSEWHERE);
            case SCRIPTS -> throw refusal(field, typedName, Unfit.SCRIPTS);
            case ATTACHED -> throw refusal(field, typedName, Unfit.ATTACHED);
            case TIME, MEMORY, CRASHED -> throw refusal(field, typedName, Unfit.UNCHECKED);
        }
        return type;
    }

    /** The same without looking inside: for what the platform made itself. */
    FileType plausible(String field, String typedName, Spool spool, long most) throws IOException {
        String shown = FileName.shown(typedName);
        if (spool.size() == 0) throw new Refused(field, "files.empty", shown);
        if (spool.size() > most) throw new Refused(field, "files.tooBig", shown, most >> 20);
        FileType type;
        try {
            type = FileTypes.of(spool.path(), typedName);
        } catch (UnfitContent e) {
            throw refusal(field, typedName, e.why());
        }
        if (FileName.lies(typedName, type))
            throw new Refused(field, "files.lies", shown, type.name(), type.extension());
        return type;
    }

    private static Refused refusal(String field, String typedName, Unfit why) {
        return new Refused(field, why.message(), FileName.shown(typedName));
    }

    @Override
    public void destroy() {
        apart.close();
    }
}
