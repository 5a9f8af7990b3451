"""Timing of a slide's clip, in PresentationML: it plays on a click, to its last frame, or in a loop."""

from __future__ import annotations

from pptx.oxml.ns import nsdecls

__all__ = ["timing_xml"]

# The order of elements is that of ECMA-376, which PowerPoint insists on. Of three parts, the first plays the clip
# from its start at a click; the second is the clip itself, which keeps its last picture; the third lets a click
# on it pause it.
_COMMAND = """\
<p:par><p:cTn id="{first}" fill="hold"><p:stCondLst><p:cond delay="{delay}"/></p:stCondLst><p:childTnLst>
 <p:par><p:cTn id="{second}" fill="hold"><p:stCondLst><p:cond delay="0"/></p:stCondLst><p:childTnLst>
  <p:par>
   <p:cTn id="{third}" presetID="{preset}" presetClass="mediacall" presetSubtype="0" fill="hold"
     nodeType="clickEffect">
    <p:stCondLst><p:cond delay="0"/></p:stCondLst><p:childTnLst>
     <p:cmd type="call" cmd="{command}"><p:cBhvr>
      <p:cTn id="{fourth}" dur="{milliseconds}" fill="hold"/><p:tgtEl><p:spTgt spid="{shape}"/></p:tgtEl>
     </p:cBhvr></p:cmd>
    </p:childTnLst></p:cTn>
  </p:par>
 </p:childTnLst></p:cTn></p:par>
</p:childTnLst></p:cTn></p:par>"""

_TIMING = """\
<p:timing {namespaces}>
 <p:tnLst><p:par><p:cTn id="1" dur="indefinite" restart="never" nodeType="tmRoot"><p:childTnLst>
  <p:seq concurrent="1" nextAc="seek">
   <p:cTn id="2" dur="indefinite" nodeType="mainSeq"><p:childTnLst>
    {play}
   </p:childTnLst></p:cTn>
   <p:prevCondLst><p:cond evt="onPrev" delay="0"><p:tgtEl><p:sldTgt/></p:tgtEl></p:cond></p:prevCondLst>
   <p:nextCondLst><p:cond evt="onNext" delay="0"><p:tgtEl><p:sldTgt/></p:tgtEl></p:cond></p:nextCondLst>
  </p:seq>
  <p:video><p:cMediaNode vol="80000">
   <p:cTn id="7" {repeat}fill="hold" display="0">
    <p:stCondLst><p:cond delay="indefinite"/></p:stCondLst>
   </p:cTn>
   <p:tgtEl><p:spTgt spid="{shape}"/></p:tgtEl>
  </p:cMediaNode></p:video>
  <p:seq concurrent="1" nextAc="seek">
   <p:cTn id="8" restart="whenNotActive" fill="hold" evtFilter="cancelBubble" nodeType="interactiveSeq">
    <p:stCondLst>
     <p:cond evt="onClick" delay="0"><p:tgtEl><p:spTgt spid="{shape}"/></p:tgtEl></p:cond>
    </p:stCondLst>
    <p:endSync evt="end" delay="0"><p:rtn val="all"/></p:endSync>
    <p:childTnLst>
     {toggle}
    </p:childTnLst>
   </p:cTn>
   <p:nextCondLst>
    <p:cond evt="onClick" delay="0"><p:tgtEl><p:spTgt spid="{shape}"/></p:tgtEl></p:cond>
   </p:nextCondLst>
  </p:seq>
 </p:childTnLst></p:cTn></p:par></p:tnLst>
</p:timing>
"""


def timing_xml(shape: int, milliseconds: int, *, loop: bool) -> str:
    """Compose the ``p:timing`` of a slide whose clip is the shape with that number and lasts ``milliseconds``."""
    return _TIMING.format(
        namespaces=nsdecls("p"),
        shape=shape,
        play=_on_click(3, "playFrom(0.0)", shape, milliseconds, preset=1, delay="indefinite"),
        toggle=_on_click(9, "togglePause", shape, 1, preset=2, delay="0"),
        repeat='repeatCount="indefinite" ' if loop else "",
    )


def _on_click(first: int, command: str, shape: int, milliseconds: int, *, preset: int, delay: str) -> str:
    """Compose the effect that sends ``command`` to the clip; its four nodes are numbered from ``first`` on."""
    ids = dict(zip(("first", "second", "third", "fourth"), range(first, first + 4), strict=True))
    given = {"command": command, "shape": shape, "milliseconds": milliseconds, "preset": preset, "delay": delay}
    return _COMMAND.format(**ids, **given)
