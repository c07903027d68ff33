package org.maillage.identity;

import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import org.maillage.kernel.NotFound;
import org.maillage.network.Network;
import org.maillage.platform.Demonstration;
import org.maillage.web.LocalPath;
import org.maillage.web.OpenToAll;
import org.springframework.stereotype.Controller;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestParam;

/** Signs in as one of the fictional people, in one click. In production this class is not even loaded. */
@Controller
@Demonstration
@OpenToAll
class DemonstrationController {
    private final Network network;
    private final MemberSessions sessions;

    DemonstrationController(Network network, MemberSessions sessions) {
        this.network = network;
        this.sessions = sessions;
    }

    @PostMapping("/connexion/demonstration")
    String enter(
            @RequestParam String compte,
            @RequestParam(defaultValue = SignInController.SPACE) String suite,
            HttpServletRequest request,
            HttpServletResponse response) {
        var person = network.personByAccount(compte).orElseThrow(() -> new NotFound("account"));
        sessions.open(person, request, response);
        return "redirect:" + LocalPath.of(suite);
    }
}
