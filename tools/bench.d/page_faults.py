# SPDX-License-Identifier: GPL-3.0-or-later
"""Faults of a page, found from where its boxes, lines and glyphs stand. Nothing here is asked of the
program's own checks: a page that both call clean was called so twice."""
import re

from page_dump import POINT

# CLREQ 3.1.3 (prohibition rules for line start and end).
NOT_FIRST = set('，。、；：？！）》〉」』】〕〗”’％‰℃·～)]},.;:?!%')
NOT_LAST = set('（《〈「『【〔〖“‘([{')
UNBREAKABLE = set('—…')
MARKS = NOT_FIRST | NOT_LAST
BODY = re.compile(r'/stories/([^/]+)/paragraphs/([^/]+)/text')
HEAD = re.compile(r'/stories/([^/]+)/(headline|kicker|deck)')

# Of a page as a whole; the rest of what is found is told but fails no page.
CLEAN = ('overset', 'lost-text', 'bump', 'through-cut', 'lead', 'rank', 'photos-touch', 'empty', 'overlap',
         'unplaced', 'crash')
SET = ('off-grid', 'line-start', 'line-end', 'outside', 'squeezed', 'wide-gap', 'tight-gap')
EMPTY_SHARE = 0.02
HAIR = 64  # units; what rounding may leave
WIDEST_GAP, TIGHTEST_GAP = 0.6, -0.6  # points between two Han characters


class Judge:
    """One page; faults are (code, detail)."""

    def __init__(self, issue, page, grid):
        self.issue, self.page, self.grid = issue, page, grid
        self.stories = {story['id']: story for story in issue['stories']}
        self.boxes = {box['id']: box for node in issue['pages'] if node['id'] == page.name
                      for box in node.get('boxes', [])}
        self.faults = []
        self.gaps = []
        self.first_y = max([region.bottom for kind in ('masthead', 'folio') for region in page.of(kind)]
                           + [grid.top])

    def fault(self, code, detail=''):
        self.faults.append((code, detail))

    def kind(self, region):
        return self.boxes.get(region.box, {}).get('kind', '')

    def at_foot(self, region):
        """An advertisement over the full width at the foot, which is no part of the editorial page."""
        return (self.kind(region) in ('ad', 'house-ad') and region.width >= self.grid.width - HAIR
                and region.bottom >= self.grid.bottom - 2 * self.grid.line)

    def judge(self):
        self.judge_boxes()
        self.judge_cuts()
        self.judge_headlines()
        self.judge_photos()
        self.judge_empty()
        self.judge_lines()
        return self.faults

    # Boxes

    def judge_boxes(self):
        boxes = self.page.of('box')
        for i, box in enumerate(boxes):
            if (box.x < self.grid.left - HAIR or box.right > self.grid.left + self.grid.width + HAIR
                    or box.bottom > self.grid.bottom + HAIR or box.y < self.first_y - self.grid.line):
                self.fault('overlap', f'{box.box} leaves the type area')
            for other in boxes[i + 1:]:
                if box.meets(other, -HAIR):
                    self.fault('overlap', f'{box.box} covers {other.box}')
        shown = {ref for box in self.boxes.values() for ref in box.get('refs', [])}
        shown |= {photo['id'] for photo in self.issue.get('photos', []) if photo.get('story') in shown}
        for node in (*self.issue['stories'], *self.issue.get('photos', [])):
            if node.get('page') == self.page.name and node['id'] not in shown:
                self.fault('unplaced', node['id'])

    def judge_cuts(self):
        boxes = [box for box in self.page.of('box') if not self.at_foot(box)]
        if len(boxes) < 2:
            return
        for column in range(1, self.grid.columns):
            x = self.grid.left + column * self.grid.pitch - self.grid.gutter / 2
            if not any(box.x < x < box.right for box in boxes):
                self.fault('through-cut', f'gutter {column}')
        for y in sorted({box.bottom for box in boxes}):
            below = [box for box in boxes if box.y >= y - HAIR]
            if below and not any(box.y < y - HAIR and box.bottom > y + HAIR for box in boxes):
                self.fault('through-cut', f'line {round((y - self.grid.top) / self.grid.line)}')

    # Headlines

    def heads(self):
        """Box -> the part of it, within its headline's region, that ink takes; horizontal ones only."""
        found = {}
        for region in self.page.of('headline'):
            runs = [run for run in self.page.runs if HEAD.fullmatch(run.path) and run.glyphs
                    and region.x - HAIR <= run.glyphs[0][0] <= region.right
                    and region.y - HAIR <= run.y <= region.bottom + HAIR]
            if not runs or any(run.upright for run in runs):
                continue
            found[region.box] = (region, min(run.ink()[1] for run in runs), max(run.ink()[3] for run in runs))
        return found

    def judge_headlines(self):
        heads = list(self.heads().items())
        for name, (left, top, bottom) in heads:
            for other, (right, other_top, other_bottom) in heads:
                apart = right.x - left.right
                if name != other and -HAIR <= apart <= 1.5 * self.grid.gutter and top < other_bottom and other_top < bottom:
                    self.fault('bump', f'{name} and {other}')
        self.judge_rank()

    def judge_rank(self):
        sizes = {}
        for run in self.page.runs:
            match = re.fullmatch(r'/stories/([^/]+)/headline', run.path)
            if match:
                sizes[match[1]] = max(sizes.get(match[1], 0), run.size)
        here = [(story.get('priority') or 0, name) for name, story in self.stories.items() if name in sizes]
        here = [(rank, name) for rank, name in here if rank]
        for rank, name in here:
            for lesser, other in here:
                if rank < lesser and sizes[name] <= sizes[other]:
                    self.fault('rank', f'{other} ({sizes[other] / POINT:g} pt) is not below {name} ({sizes[name] / POINT:g} pt)')
        leads = [box for rank, name in here if rank == 1 for box in self.page.of('box') if box.ref == name]
        editorial = [box for box in self.page.of('box') if self.kind(box) not in ('ad', 'house-ad')]
        if leads and not any(box.x <= self.grid.left + HAIR and box.y <= min(other.y for other in editorial) + HAIR
                             for box in leads):
            self.fault('lead', f'{leads[0].ref} is not at the upper left')

    # Photos and room

    def judge_photos(self):
        """Pictures side by side over one gutter, or one on the other with no more than a caption between."""
        shown = []
        for box in self.page.of('box'):
            photos = self.page.of('photo', box.box)
            if photos and self.kind(box) != 'ad':
                shown.append((box, photos, [box] if self.kind(box) in ('photo', 'group') else photos))
        for i, (box, photos, whole) in enumerate(shown):
            for other, their_photos, their_whole in shown[i + 1:]:
                if (any(self.beside(one, two) for one in photos for two in their_photos)
                        or any(self.upon(one, two) for one in whole for two in their_whole)):
                    self.fault('photos-touch', f'{box.box} and {other.box}')

    def beside(self, one, two):
        apart = max(one.x, two.x) - min(one.right, two.right)
        return -HAIR <= apart <= 1.5 * self.grid.gutter and max(one.y, two.y) - min(one.bottom, two.bottom) < -HAIR

    def upon(self, one, two):
        apart = max(one.y, two.y) - min(one.bottom, two.bottom)
        return -HAIR <= apart <= 2.5 * self.grid.line and max(one.x, two.x) - min(one.right, two.right) < -HAIR

    def judge_empty(self):
        """Legs without text, and cells of the grid that lie in no box and part none."""
        empty = sum(self.empty_in_leg(leg) for leg in self.page.of('leg'))
        boxes = [box for box in self.page.of('box') if self.kind(box) != 'house-ad']
        first = round((self.first_y - self.grid.top) / self.grid.line)
        for column in range(self.grid.columns):
            x = self.grid.left + (column + 0.4) * self.grid.pitch
            run = 0
            for line in range(first, self.grid.lines + 1):
                y = self.grid.top + (line + 0.5) * self.grid.line
                bare = line < self.grid.lines and not any(box.x <= x <= box.right and box.y <= y <= box.bottom for box in boxes)
                if bare:
                    run += 1
                    continue
                # One line between boxes is the room of the rule; above the folio's rule too.
                empty += run * self.grid.line * self.grid.pitch if run > 1 else 0
                run = 0
        area = (self.grid.lines - first) * self.grid.line * self.grid.columns * self.grid.pitch
        self.empty = empty / area
        if self.empty >= EMPTY_SHARE:
            self.fault('empty', f'{self.empty:.1%}')

    def empty_in_leg(self, leg):
        covers = [region for kind in ('photo', 'caption', 'headline') for region in self.page.of(kind, leg.box)]
        inked = {run.y for run in self.page.runs
                 if run.glyphs and leg.x - self.grid.gutter < run.glyphs[0][0] < leg.right and leg.y < run.y <= leg.bottom + HAIR}
        lines = round(leg.height / self.grid.line)
        bare = 0
        for line in range(lines):
            top = leg.y + line * self.grid.line
            middle = (leg.x + leg.width / 2, top + self.grid.line / 2)
            if any(top < y <= top + self.grid.line + HAIR for y in inked):
                continue
            if not any(cover.x <= middle[0] <= cover.right and cover.y <= middle[1] <= cover.bottom for cover in covers):
                bare += 1
        return bare * self.grid.line * leg.width

    # Lines of text

    def lines(self):
        line = []
        for run in self.page.runs:
            if not BODY.fullmatch(run.path):
                continue
            line.append(run)
            if run.line_end:
                yield line
                line = []

    def judge_lines(self):
        before = ''
        phases = {}
        for line in self.lines():
            text = ''.join(run.text for run in line).strip()
            phase = (line[0].y - self.grid.top) % self.grid.line
            phases.setdefault(phase, []).append(text[:8])
            if text:
                if text[0] in NOT_FIRST:
                    self.fault('line-start', text[:8])
                if text[-1] in NOT_LAST:
                    self.fault('line-end', text[-8:])
                if text[0] in UNBREAKABLE and before.endswith(text[0]):
                    self.fault('line-start', text[:8])
            before = '' if line[-1].paragraph_end else text
            self.judge_spaces(line)
        usual = max(phases, key=lambda phase: len(phases[phase]), default=0)
        for phase, texts in phases.items():
            if min(abs(phase - usual), self.grid.line - abs(phase - usual)) > 2:
                self.fault('off-grid', f'{(phase - usual) / POINT:+.2f} pt: {texts[0]}')

    def judge_spaces(self, line):
        """Han to Han: extra space. Han, marks, Han: no mark under half its em, but for what the whole
        line was drawn together."""
        gaps, squeezes = [], []
        for run in line:
            last = self.measure_run(run, gaps, squeezes)
            if last is not None:
                self.judge_end(run, last)
        tight = min([gap for gap, _ in gaps] + [0])
        for gap, text in gaps:
            self.judge_gap(gap, text)
        for extra, marks, text in squeezes:
            if extra < tight * (marks + 1) - HAIR / POINT:
                self.fault('squeezed', f'{text} by {-extra:.2f} pt')

    @staticmethod
    def measure_run(run, gaps, squeezes):
        """Returns where the last character stands, if that is Han."""
        marks = last = None
        if len(run.text) != len(run.glyphs):
            return None
        for character, (x, _) in zip(run.text, run.glyphs):
            if '\u3400' <= character <= '\u9fff':
                if last is not None:
                    extra = (x - last - run.size - marks * run.size / 2) / POINT
                    if marks == 0:
                        gaps.append((extra, run.text[:12]))
                    else:
                        squeezes.append((extra, marks, run.text[:12]))
                last, marks = x, 0
            elif last is not None and character in MARKS and ord(character) > 0x7f and character not in '‰℃·':
                marks += 1
            else:
                last = None
        return last if marks == 0 else None

    def judge_end(self, run, last):
        legs = [leg for leg in self.page.of('leg') if leg.x - HAIR <= last < leg.right and leg.y < run.y <= leg.bottom + HAIR]
        if legs and not any(last + run.size <= leg.right + HAIR for leg in legs):
            self.fault('outside', run.text[-8:])

    def judge_gap(self, gap, text):
        self.gaps.append(gap)
        if gap > WIDEST_GAP:
            self.fault('wide-gap', f'{gap:.2f} pt: {text[:12]}')
        if gap < TIGHTEST_GAP:
            self.fault('tight-gap', f'{gap:.2f} pt: {text[:12]}')


def judge_text(issue, pages):
    """Every character of every story that has a place, once: (code, detail)."""
    sources, faults = {}, []
    placed = {ref for page in issue['pages'] for box in page.get('boxes', []) for ref in box.get('refs', [])}
    for story in issue['stories']:
        if story['id'] not in placed:
            continue
        for key in ('headline', 'kicker', 'deck'):
            sources[f'/stories/{story["id"]}/{key}'] = story.get(key) or ''
        for paragraph in story.get('paragraphs', []):
            sources[f'/stories/{story["id"]}/paragraphs/{paragraph["id"]}/text'] = paragraph['text']
    for photo in issue.get('photos', []):
        if photo['id'] in placed or photo.get('story') in placed:
            sources[f'/photos/{photo["id"]}/caption'] = photo.get('caption') or ''
    covered = {path: bytearray(len(text.encode())) for path, text in sources.items()}
    for page in pages:
        for run in page.runs:
            mine, source = covered.get(run.path), sources.get(run.path, '').encode()
            text = run.text.encode()
            if mine is None:
                continue
            if source[run.offset:run.offset + len(text)] != text:
                faults.append(('lost-text', f'{run.path}: prints {run.text[:8]}, which is not there'))
                continue
            for index in range(run.offset, run.offset + len(text)):
                mine[index] += 1
    for path, marks in covered.items():
        source = sources[path].encode()
        missing = bytes(byte for byte, mark in zip(source, marks) if mark == 0).decode('utf-8', 'replace')
        if missing.strip(' \u3000\n\t'):
            faults.append(('overset' if '/paragraphs/' in path else 'lost-text', f'{path}: {len(missing)} characters'))
        twice = bytes(byte for byte, mark in zip(source, marks) if mark > 1).decode('utf-8', 'replace')
        if twice and ('/paragraphs/' in path or '/caption' in path):
            faults.append(('lost-text', f'{path}: printed twice: {twice[:8]}'))
    return faults
