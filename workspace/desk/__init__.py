"""Desk: the first screen: what needs me?"""
